package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that lists with a plain socket and discards the answers, as the limit of the machine. */
final class SocketList {

    private static final int LONGEST_HEAD = 256;

    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), arguments.port())) {
            socket.setTcpNoDelay(true);
            SocketList list = new SocketList();
            Rounds.run(arguments, count -> list.list(socket, arguments, count));
        }
    }

    private long list(Socket socket, Arguments arguments, long count) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        String start = "GET " + Arguments.listPath(count) + "?limit=" + arguments.limit();
        String end = " HTTP/1.1\r\nHost: 127.0.0.1:" + arguments.port() + "\r\nAccept-Encoding: identity\r\n\r\n";
        long items = 0;
        while (items < count) {
            String after = items == 0 ? "" : "&after=" + Rows.id(items - 1);
            out.write((start + after + end).getBytes(StandardCharsets.US_ASCII));
            items += discard(in);
        }
        return items;
    }

    /** Reads one answer to its end and returns its number of rows. */
    private int discard(InputStream in) throws IOException {
        filled = 0;
        int head = -1;
        String text = "";
        while (head < 0) {
            read(in, buffer.length - filled);
            text = new String(buffer, 0, Math.min(filled, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
            head = text.indexOf("\r\n\r\n");
        }
        int rest = number(text, "Content-Length: ") - (filled - head - 4);
        while (rest > 0) {
            filled = 0;
            read(in, Math.min(rest, buffer.length));
            rest -= filled;
        }
        return number(text, "Rows: ");
    }

    private void read(InputStream in, int atMost) throws IOException {
        int read = in.read(buffer, filled, atMost);
        if (read < 0) {
            throw new EOFException();
        }
        filled += read;
    }

    private static int number(String head, String name) {
        int at = head.indexOf(name) + name.length();
        return Integer.parseInt(head, at, head.indexOf('\r', at), 10);
    }
}
