package io.modelkeep.benchmarks.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An answer as bytes, in a buffer that its connection reuses. Not thread-safe. */
final class BenchmarkAnswer {

    private byte[] bytes = new byte[1 << 16];
    private int length;

    /**
     * Begins a JSON answer of status 200.
     *
     * @param rows the number of rows, sent in a header for clients that do not read the body
     * @param bodyLength the exact number of bytes that follow
     */
    void begin(int rows, int bodyLength) {
        length = 0;
        text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRows: " + rows + "\r\nContent-Length: " + bodyLength
                + "\r\n\r\n");
    }

    /** Writes a whole small JSON answer. */
    void json(String body) {
        byte[] encoded = body.getBytes(StandardCharsets.UTF_8);
        begin(0, encoded.length);
        bytes(encoded, 0, encoded.length);
    }

    /** Writes a whole answer to a request that no shape answers. */
    void notFound() {
        length = 0;
        text("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }

    /** Appends ASCII. */
    void text(String ascii) {
        byte[] encoded = ascii.getBytes(StandardCharsets.US_ASCII);
        bytes(encoded, 0, encoded.length);
    }

    /** Appends bytes and returns where they begin, for {@link #digits}. */
    int bytes(byte[] source, int from, int to) {
        int at = length;
        int added = to - from;
        if (bytes.length - length < added) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + added));
        }
        System.arraycopy(source, from, bytes, length, added);
        length += added;
        return at;
    }

    /** Writes a number over what was appended, in as many digits as asked, with leading zeros. */
    void digits(int at, long number, int width) {
        long rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
