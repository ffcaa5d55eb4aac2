package io.modelkeep.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A kept-alive connection, served by one thread until the client closes it. */
final class Connection implements Runnable {

    private final Socket socket;
    private final Duration latency;
    private final List<Shape> shapes;
    private final BenchmarkAnswer answer = new BenchmarkAnswer();
    private byte[] buffer = new byte[1 << 13];
    private int filled;

    Connection(Socket socket, Duration latency, List<Shape> shapes) {
        this.socket = socket;
        this.latency = latency;
        this.shapes = shapes;
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int head = readHead(in); head > 0; head = readHead(in)) {
                answer(request(in, head));
                if (!latency.isZero()) {
                    Thread.sleep(latency.toMillis());
                }
                answer.writeTo(out);
            }
        } catch (IOException gone) {
            // The client has ended.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(BenchmarkRequest request) {
        for (Shape shape : shapes) {
            if (shape.answers(request)) {
                shape.answer(request, answer);
                return;
            }
        }
        answer.notFound();
    }

    /** Reads a complete head and returns its length with the empty line, or 0 if the connection ends. */
    private int readHead(InputStream in) throws IOException {
        int looked = 0;
        while (true) {
            for (int i = Math.max(0, looked - 3); i + 3 < filled; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    return i + 4;
                }
            }
            looked = filled;
            if (!readMore(in)) {
                return 0;
            }
        }
    }

    private boolean readMore(InputStream in) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    private BenchmarkRequest request(InputStream in, int headLength) throws IOException {
        String head = new String(buffer, 0, headLength, StandardCharsets.ISO_8859_1);
        int length = BenchmarkRequest.header(head, "content-length")
                .map(Integer::parseInt)
                .orElse(0);
        while (filled < headLength + length) {
            if (!readMore(in)) {
                throw new IOException("the connection ended within a body");
            }
        }
        byte[] body = Arrays.copyOfRange(buffer, headLength, headLength + length);
        filled -= headLength + length;
        System.arraycopy(buffer, headLength + length, buffer, 0, filled);
        return new BenchmarkRequest(head, body);
    }
}
