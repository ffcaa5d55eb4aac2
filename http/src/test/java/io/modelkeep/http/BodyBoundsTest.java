package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer is larger than allowed, and none takes longer, whatever the server does. */
class BodyBoundsTest {

    private static final int MAX = 64 * 1024;

    private static TestService bounded(String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "max-response-size";
        settings[1] = "64KiB";
        System.arraycopy(more, 0, settings, 2, more.length);
        return TestService.start(settings);
    }

    /** A valid answer of exactly this many bytes. */
    private static String padded(int bytes) {
        return TestService.OK + " ".repeat(bytes - TestService.OK.length());
    }

    @Test
    void anAnswerOfExactlyTheAllowedSizeIsRead() {
        try (TestService service = bounded()) {
            service.enqueue(TestService.answer(200, padded(MAX)));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aSuccessThatIsTooLargeIsUnusableAndNotAskedForAgain(When rule) {
        try (TestService service = bounded()) {
            service.answering(request -> TestService.answer(200, padded(MAX + 1)));
            assertUnusable(service.send(rule));
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    private static void assertUnusable(Reply<Item> reply) {
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(reply.mayBeApplied()).isTrue();
        assertThat(reply.isTransient()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "\"", "{\"count\": 1, \"name\": \"", "0", " "})
    void aGzipBombIsCountedAfterDecompression(String start) throws IOException {
        Buffer bomb = new Buffer();
        try (okio.BufferedSink sink = Okio.buffer(new GzipSink(bomb))) {
            sink.writeUtf8(start);
            byte[] filling = new byte[64 * 1024];
            java.util.Arrays.fill(filling, (byte) ' ');
            for (int i = 0; i < 512; i++) {
                sink.write(filling);
            }
        }
        assertThat(bomb.size()).as("small on the wire").isLessThan(MAX);
        try (TestService service = bounded()) {
            service.enqueue(
                    new MockResponse.Builder()
                            .body(bomb.clone())
                            .addHeader("Content-Encoding", "gzip")
                            .build(),
                    new MockResponse.Builder()
                            .chunkedBody(bomb, 1000)
                            .addHeader("Content-Encoding", "gzip")
                            .build());
            assertUnusable(service.send(When.ALWAYS));
            assertUnusable(service.send(When.ALWAYS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void anEndlessAnswerIsLeftSoon(int status) throws IOException {
        byte[] chunk = RawServer.bytes("4000\r\n" + " ".repeat(0x4000) + "\r\n");
        try (RawServer server = new RawServer((head, out) -> {
                    out.write(RawServer.bytes("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n"));
                    while (true) {
                        out.write(chunk);
                    }
                });
                ServiceClient client = TestService.client(
                        server.url(),
                        TestService.config("max-response-size", "64KiB", "max-attempts", "1")
                                .build())) {
            TestApi api = client.endpoints(TestApi.class);
            StoreException failure = client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1"))
                    .failure();
            assertThat(failure)
                    .isInstanceOf(status == 200 ? MalformedResponseException.class : UnavailableException.class);
            if (status == 500) {
                assertThat(failure.statusCode()).hasValue(status);
            }
        }
    }

    @Test
    void aLargeErrorIsCutAndItsStatusStands() {
        try (TestService service = TestService.start("max-attempts", "1")) {
            String large = "{\"detail\": \"" + "x".repeat(70_000) + "\"}";
            service.enqueue(
                    TestService.answer(401, large), TestService.answer(404, large), TestService.answer(500, large));
            assertThat(service.send(When.ALWAYS).failure()).isInstanceOf(AuthenticationException.class);
            assertThat(service.send(When.ALWAYS).failure())
                    .as("a 404 whose words cannot be read is nobody's")
                    .isInstanceOf(MalformedResponseException.class);
            assertThat(service.send(When.ALWAYS).failure())
                    .isInstanceOf(UnavailableException.class)
                    .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1000));
        }
    }

    @Test
    void anErrorBelowTheBoundIsRead() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(404, "{\"detail\": \"" + "x".repeat(60_000) + "\"}"));
            assertThat(service.send(When.ALWAYS).failure()).isInstanceOf(NotFoundException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 422, 429, 503})
    void anErrorWhoseWordsAreCutOffKeepsItsStatus(int status) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body("{\"detail\": ")
                    .setHeader("Content-Length", 1000)
                    .onResponseEnd(new SocketEffect.CloseSocket())
                    .build());
            Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
            assertThat(reply.failure().statusCode()).hasValue(status);
            assertThat(reply.mayBeApplied()).isEqualTo(status == 503);
            assertThat(reply.refused()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDripEndsAtTheRequestTimeout(boolean chunked) {
        try (TestService service = bounded("request-timeout", "500ms", "max-attempts", "1")) {
            MockResponse.Builder drip = new MockResponse.Builder();
            service.enqueue((chunked ? drip.chunkedBody(padded(4000), 100) : drip.body(padded(4000)))
                    .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                    .build());
            assertEndedByTime(service);
        }
    }

    @Test
    void aStallBeforeTheAnswerEndsAtTheRequestTimeout() {
        try (TestService service = bounded("request-timeout", "500ms", "max-attempts", "1")) {
            service.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            assertEndedByTime(service);
        }
    }

    @Test
    void aStallWithinTheBodyEndsAtTheRequestTimeout() {
        try (TestService service = bounded("request-timeout", "500ms", "max-attempts", "1")) {
            service.enqueue(new MockResponse.Builder()
                    .body(padded(4000))
                    .onResponseBody(SocketEffect.Stall.INSTANCE)
                    .build());
            assertEndedByTime(service);
        }
    }

    private static void assertEndedByTime(TestService service) {
        long begun = System.nanoTime();
        Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(millis).isBetween(400L, 5000L);
        assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
        assertThat(reply.mayBeApplied()).isTrue();
        assertThat(reply.isTransient()).isTrue();
    }

    @Test
    void theCallTimeoutBoundsAllAttemptsTogether() {
        try (TestService service = TestService.start("call-timeout", "300ms", "max-attempts", "10")) {
            service.answering(request -> new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            long begun = System.nanoTime();
            Reply<Item> reply = service.send(When.ALWAYS);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(2000);
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(reply.aborted()).isTrue();
        }
    }
}
