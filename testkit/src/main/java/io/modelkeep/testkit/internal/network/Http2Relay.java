package io.modelkeep.testkit.internal.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A relay that forwards HTTP/2 frames (RFC 9113) and rejects one request, like a server that has not processed it.
 * Thread-safe.
 *
 * <p>Header compression depends on earlier headers of the connection. A server that misses some headers could not
 * decode the rest, so the client is instructed not to use the dynamic table.
 */
public final class Http2Relay implements Relay.Manner {

    /** The ways to reject a request. */
    public enum Refusal {
        /** RST_STREAM with REFUSED_STREAM (8.7). */
        REFUSED_STREAM,
        /** GOAWAY with the previous request as the last one (6.8). */
        GOAWAY
    }

    private static final int PREFACE = 24;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final short HEADER_TABLE_SIZE = 1;
    private static final int NO_ERROR = 0;
    private static final int REFUSED = 7;

    private final URI server;
    private final AtomicInteger refused = new AtomicInteger();
    private Refusal refusal = Refusal.REFUSED_STREAM;
    private int left = -1;

    public Http2Relay(URI server) {
        this.server = server;
    }

    private static final class Frame {

        final int type;
        final int flags;
        final int stream;
        final byte[] payload;

        Frame(int type, int flags, int stream, byte[] payload) {
            this.type = type;
            this.flags = flags;
            this.stream = stream;
            this.payload = payload;
        }

        static Frame read(DataInputStream in) throws IOException {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            return new Frame(lengthAndType & 0xff, flags, stream, in.readNBytes(lengthAndType >>> 8));
        }

        void write(OutputStream out) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(9 + payload.length);
            bytes.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream);
            bytes.put(payload);
            out.write(bytes.array());
            out.flush();
        }
    }

    /** Rejects the nth request from now, counted from 0. */
    public synchronized void refuse(Refusal how, int nth) {
        refusal = how;
        left = nth;
    }

    /** Returns the number of rejected requests. */
    public int refused() {
        return refused.get();
    }

    private synchronized boolean isRefused() {
        return left-- == 0;
    }

    private synchronized Refusal refusal() {
        return refusal;
    }

    @Override
    public void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] preface = in.readNBytes(PREFACE);
        try (Socket upstream = Relay.connect(server)) {
            Relay.background(() -> answers(upstream, client));
            OutputStream out = upstream.getOutputStream();
            out.write(preface);
            int last = 0;
            int first = Integer.MAX_VALUE;
            int until = 0;
            while (true) {
                Frame frame = Frame.read(in);
                if (frame.type == HEADERS && isRefused()) {
                    boolean all = refusal() == Refusal.GOAWAY;
                    first = frame.stream;
                    until = all ? Integer.MAX_VALUE : first;
                    refused.incrementAndGet();
                    write(all ? goAway(last) : refused(first), client);
                } else if (frame.stream < first || frame.stream > until) {
                    last = Math.max(last, frame.stream);
                    frame.write(out);
                }
            }
        }
    }

    public static Frame refused(int stream) {
        return new Frame(
                RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(REFUSED).array());
    }

    private static Frame goAway(int last) {
        return new Frame(
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(last).putInt(NO_ERROR).array());
    }

    /** Writes a frame under a lock, because both directions write to the client. */
    private static void write(Frame frame, Socket client) throws IOException {
        synchronized (client) {
            frame.write(client.getOutputStream());
        }
    }

    private static void answers(Socket upstream, Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(upstream.getInputStream());
            while (true) {
                Frame frame = Frame.read(in);
                boolean settings = frame.type == SETTINGS && (frame.flags & ACK) == 0;
                write(settings ? withoutTable(frame) : frame, client);
            }
        } catch (IOException gone) {
            // One of the two sides closed the connection.
        }
    }

    private static Frame withoutTable(Frame settings) {
        ByteBuffer payload = ByteBuffer.allocate(settings.payload.length + 6)
                .put(settings.payload)
                .putShort(HEADER_TABLE_SIZE)
                .putInt(0);
        return new Frame(settings.type, settings.flags, settings.stream, payload.array());
    }
}
