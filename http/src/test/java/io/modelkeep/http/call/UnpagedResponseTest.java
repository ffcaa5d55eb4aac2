package io.modelkeep.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A list that its service gives whole may be eight times as long as another answer, and not a byte longer. */
class UnpagedResponseTest {

    private static final int PAGE = 64 * 1024;
    private static final int WHOLE = 8 * PAGE;

    private static TestService bounded() {
        return TestService.start("max-response-size", "64KiB");
    }

    private static String padded(int bytes) {
        return TestService.OK + " ".repeat(bytes - TestService.OK.length());
    }

    private static void assertTooLarge(Reply<Item> reply) {
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(reply.isTransient()).isFalse();
    }

    @Test
    void aWholeListOfExactlyTheAllowedSizeIsRead() {
        try (TestService service = bounded()) {
            service.enqueue(TestService.answer(200, padded(WHOLE)));
            Reply<Item> reply = service.send(service.api.all());
            assertThat(reply.ok()).isTrue();
            assertThat(reply.body().count()).isEqualTo(1);
        }
    }

    @Test
    void aWholeListWithAValueAtItsVeryEndIsRead() {
        try (TestService service = bounded()) {
            // Not blanks that a reader may skip: all of it is a document.
            String start = "{\"unknown\": [";
            String end = "0], \"count\": 1}";
            String list = "1234567,".repeat((WHOLE - start.length() - end.length()) / 8);
            String filling = " ".repeat(WHOLE - start.length() - end.length() - list.length());
            service.enqueue(TestService.answer(200, start + list + filling + end));
            assertThat(service.send(service.api.all()).body().count()).isEqualTo(1);
        }
    }

    @Test
    void oneByteMoreIsUnusable() {
        try (TestService service = bounded()) {
            service.answering(request -> TestService.answer(200, padded(WHOLE + 1)));
            assertTooLarge(service.send(service.api.all()));
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void theSizeIsThatAfterDecompression() throws IOException {
        Buffer bomb = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(bomb))) {
            sink.writeUtf8(padded(WHOLE + 1));
        }
        assertThat(bomb.size()).as("small on the wire").isLessThan(PAGE);
        try (TestService service = bounded()) {
            service.enqueue(new MockResponse.Builder()
                    .body(bomb)
                    .addHeader("Content-Encoding", "gzip")
                    .build());
            assertTooLarge(service.send(service.api.all()));
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void otherEndpointsKeepTheirBound(When rule) {
        try (TestService service = bounded()) {
            service.enqueue(TestService.answer(200, padded(PAGE)), TestService.answer(200, padded(PAGE + 1)));
            assertThat(service.send(rule).ok()).isTrue();
            assertTooLarge(service.send(rule));
        }
    }
}
