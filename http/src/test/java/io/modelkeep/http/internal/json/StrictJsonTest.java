package io.modelkeep.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage is an error and never a plausible number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictJsonTest {

    private final TestService service = TestService.start();

    @AfterAll
    void close() {
        service.close();
    }

    private Reply<Item> answered(String body) {
        service.enqueue(TestService.answer(200, body));
        return service.send(When.IF_NOT_APPLIED);
    }

    static Stream<String> damaged() {
        return Stream.of(
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{\"count\": 1}]",
                "<html></html>",
                "{}",
                "{\"Count\": 1}",
                "{\"count\": null}",
                "{\"count\": 2.7}",
                "{\"count\": 2.0}",
                "{\"count\": 1e2}",
                "{\"count\": 1e400}",
                "{\"count\": \"2\"}",
                "{\"count\": \"\"}",
                "{\"count\": true}",
                "{\"count\": []}",
                "{\"count\": [1]}",
                "{\"count\": {}}",
                "{\"count\": 01}",
                "{\"count\": +1}",
                "{\"count\": 0x1}",
                "{\"count\": NaN}",
                "{\"count\": \"NaN\"}",
                "{\"count\": Infinity}",
                "{\"count\": 9223372036854775808}",
                "{\"count\": " + "9".repeat(1000) + "}",
                "{\"count\": 1, \"other\": " + "9".repeat(1000) + "}",
                "{\"count\": 1, \"other\": 0." + "9".repeat(1000) + "}",
                "{\"count\": 1, \"count\": 2}",
                "{\"count\": 1, \"other\": {\"a\": 1, \"a\": 2}}",
                "{\"count\": 1} x",
                "{\"count\": 1}{\"count\": 1}",
                "{\"count\": 1}]",
                "{\"count\": 1",
                "{\"count\": 1,}",
                "{count: 1}",
                "{'count': 1}",
                "// no comment\n{\"count\": 1}",
                "{\"count\": 1, \"other\": " + "[".repeat(100) + "]".repeat(100) + "}",
                "{\"count\": 1, \"other\": " + "[".repeat(20_000),
                "{\"count\": 1, \"" + "n".repeat(2000) + "\": 1}",
                "{\"count\": 1, \"name\": \"" + "n".repeat((1 << 20) + 1) + "\"}",
                "{\"count\": 1, \"name\": \"a\nb\"}",
                "{\"count\": 1, \"small\": 2.5}",
                "{\"count\": 1, \"small\": \"3\"}",
                "{\"count\": 1, \"small\": 2147483648}",
                "{\"count\": 1, \"score\": \"0.5\"}",
                "{\"count\": 1, \"score\": NaN}",
                "{\"count\": 1, \"score\": true}",
                "{\"count\": 1, \"flag\": 1}",
                "{\"count\": 1, \"flag\": \"true\"}");
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedAnswerIsUnusableOnceAndLeavesTheEffectInDoubt(String body) {
        Reply<Item> reply = answered(body);
        assertThat(reply.ok()).isFalse();
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.failure().statusCode()).hasValue(200);
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(reply.mayBeApplied()).isTrue();
        assertThat(reply.refused()).isFalse();
        assertThat(reply.failure().getMessage()).hasSizeLessThan(300).doesNotContain("html");
        assertThat(reply.failure()).hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void aSuccessWithoutABodyIsUnusable(int status) {
        service.enqueue(new MockResponse.Builder().code(status).build());
        Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.failure().statusCode()).hasValue(status);
        assertThat(reply.mayBeApplied()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": 7}",
                " \r\n{\"count\":7}\n ",
                "{\"count\": 7, \"unknown\": {\"deep\": [1, 2.5, null, \"x\"]}}",
                "{\"count\": 7, \"score\": null, \"name\": null, \"flag\": null, \"small\": null}"
            })
    void unknownAndAbsentFieldsThatOnlyInformDoNoHarm(String body) {
        Reply<Item> reply = answered(body);
        assertThat(reply.body().count()).isEqualTo(7);
        assertThat(reply.mayBeApplied()).isFalse();
    }

    @Test
    void wholeNumbersAreReadForFractionsAndExtremesExactly() {
        Item item = answered("{\"count\": -9223372036854775808, \"score\": 3, \"small\": 2147483647, \"flag\": true}")
                .body();
        assertThat(item.count()).isEqualTo(Long.MIN_VALUE);
        assertThat(item.score()).isEqualTo(3.0);
        assertThat(item.small()).isEqualTo(Integer.MAX_VALUE);
        assertThat(item.flag()).isTrue();
        assertThat(answered("{\"count\": 1, \"score\": 0.1}").body().score()).isEqualTo(0.1);
    }

    @Test
    void aFractionOutOfRangeIsLeftToTheCallerAsNotFinite() {
        assertThat(answered("{\"count\": 1, \"score\": 1e400}").body().score()).isInfinite();
        assertThat(answered("{\"count\": 1, \"score\": \"NaN\"}").body().score())
                .isNaN();
    }

    @Test
    void bytesThatAreNoUtf8AreUnusable() {
        service.enqueue(new MockResponse.Builder()
                .body(new Buffer()
                        .write("{\"count\": 1, \"name\": \"caf".getBytes(StandardCharsets.US_ASCII))
                        .writeByte(0xe9)
                        .writeUtf8("\"}"))
                .build());
        assertThat(service.send(When.ALWAYS).failure()).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void anAnswerIsJsonWhateverItsContentTypeSays() {
        service.enqueue(new MockResponse.Builder()
                .body("{\"count\": 1, \"name\": \"ü\"}")
                .setHeader("Content-Type", "text/html; charset=iso-8859-1")
                .build());
        assertThat(service.send(When.ALWAYS).body().name()).isEqualTo("ü");
    }
}
