package io.modelkeep.simulator.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;

/** The way in which an answer is delivered to the client. */
@FunctionalInterface
public interface Delivery {

    /** Delivers the answer unchanged. */
    Delivery WHOLE = answer -> sent(response(answer), answer);

    /** Delivers half of the announced body, then closes the connection. */
    Delivery CUT = answer -> {
        ByteString body = ByteString.encodeUtf8(answer.body());
        return new Sent(
                response(answer).onResponseBody(new SocketEffect.CloseSocket()).build(),
                OptionalInt.of(answer.status()),
                body.substring(0, body.size() / 2).utf8());
    };

    /** Closes the connection without an answer. */
    Delivery DISCONNECT = silent(new SocketEffect.CloseSocket());

    /** Delivers nothing and keeps the connection open. */
    Delivery STALL = silent(SocketEffect.Stall.INSTANCE);

    /** Delivers a JSON object that never ends. */
    Delivery ENDLESS = answer -> new Sent(
            response(answer)
                    .body(new EndlessBody())
                    .removeHeader("Content-Length")
                    .addHeader("Transfer-Encoding", "chunked")
                    .build(),
            OptionalInt.of(answer.status()),
            "");

    Sent send(Answer answer);

    /** The response on the wire. The status is empty if no status line is sent. */
    record Sent(MockResponse response, OptionalInt status, String body) {}

    static Delivery after(Duration delay) {
        long nanos = positiveNanos(delay);
        return answer -> sent(response(answer).headersDelay(nanos, TimeUnit.NANOSECONDS), answer);
    }

    static Delivery dripping(Duration perByte) {
        long nanos = positiveNanos(perByte);
        return answer -> sent(response(answer).throttleBody(1, nanos, TimeUnit.NANOSECONDS), answer);
    }

    private static long positiveNanos(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("not a positive duration: " + pause);
        }
        return pause.toNanos();
    }

    /** Returns a delivery of a small body that decompresses to a JSON object of exactly that size. */
    static Delivery inflating(long inflatedBytes) {
        Buffer compressed = new Buffer().write(compressedSpaces(inflatedBytes));
        return answer -> new Sent(
                response(answer)
                        .addHeader("Content-Encoding", "gzip")
                        .body(compressed)
                        .build(),
                OptionalInt.of(answer.status()),
                "");
    }

    private static Delivery silent(SocketEffect effect) {
        return answer ->
                new Sent(new MockResponse.Builder().onResponseStart(effect).build(), OptionalInt.empty(), "");
    }

    private static Sent sent(MockResponse.Builder response, Answer answer) {
        return new Sent(response.build(), OptionalInt.of(answer.status()), answer.body());
    }

    private static MockResponse.Builder response(Answer answer) {
        MockResponse.Builder response = new MockResponse.Builder()
                .status("HTTP/1.1 " + answer.status() + " " + ReasonPhrases.of(answer.status()));
        if (answer.status() == 204 || answer.status() == 304) {
            response.clearHeaders();
        }
        if (!answer.body().isEmpty()) {
            response.body(answer.body());
        }
        if (answer.contentType() != null) {
            response.addHeader("Content-Type", answer.contentType());
        }
        for (Map.Entry<String, String> header : answer.headers()) {
            response.addHeaderLenient(header.getKey(), header.getValue());
        }
        return response;
    }

    private static byte[] compressedSpaces(long inflatedBytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] spaces = new byte[8192];
        Arrays.fill(spaces, (byte) ' ');
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write('{');
            for (long left = inflatedBytes - 2; left > 0; left -= spaces.length) {
                gzip.write(spaces, 0, (int) Math.min(left, spaces.length));
            }
            gzip.write('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /**
     * A body of white space chunks inside a JSON object that never ends. It stops when either side closes the
     * connection.
     */
    final class EndlessBody implements MockResponseBody {
        private static final String CHUNK = "400\r\n" + " ".repeat(0x400) + "\r\n";

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeString("1\r\n{\r\n", StandardCharsets.US_ASCII);
            while (true) {
                sink.writeString(CHUNK, StandardCharsets.US_ASCII).flush();
            }
        }
    }
}
