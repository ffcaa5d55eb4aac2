package io.modelkeep.http.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service may ask for with Retry-After, and what is made of it. */
class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "1|PT1S",
                " 7 |PT7S",
                "007|PT7S",
                "1.5|PT1.5S",
                "0.001|PT0.001S",
                "86400|PT24H",
                "9999999999|PT87600H",
                "99999999999|PT87600H",
                "123456789012345678901234567890|PT87600H",
                "Sun, 01 Mar 2026 12:00:30 GMT|PT30S",
                "Sun, 01 Mar 2026 11:59:59 GMT|PT0S",
                "Fri, 31 Dec 9999 23:59:59 GMT|PT87600H"
            })
    void secondsAndDatesAreReadAndKeptWithinBounds(String value, Duration wait) {
        assertThat(RetryAfter.of(List.of(value), CLOCK)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "+1",
                "NaN",
                "Infinity",
                "1e3",
                "0x10",
                "1,5",
                "1.",
                ".5",
                "",
                "soon",
                "٣",
                "1 2",
                "Sun, 01 Mar 2026",
                "Xyz, 99 Foo 2026 12:00:30 GMT"
            })
    void otherValue_isIgnored(String value) {
        assertThat(RetryAfter.of(List.of(value), CLOCK)).isEmpty();
    }

    @Test
    void severalValues_theLongestCounts() {
        assertThat(RetryAfter.of(List.of("2", "nonsense", "5", "3"), CLOCK)).contains(Duration.ofSeconds(5));
        assertThat(RetryAfter.of(List.of(), CLOCK)).isEmpty();
    }

    private static MockResponse busy(int status, String... values) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body(TestService.ERROR);
        for (String value : values) {
            answer.addHeaderLenient("Retry-After", value);
        }
        return answer.build();
    }

    @ParameterizedTest
    @CsvSource({"429,3", "503,0", "503,1.5", "408,2"})
    void theServiceIsGivenTheTimeItAsksFor(int status, String value) {
        try (TestService service = TestService.start()) {
            service.enqueue(busy(status, value), TestService.answer(200, TestService.OK));
            Reply<Item> reply = service.send(When.ALWAYS);
            assertThat(reply.ok()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(2);
            Duration asked = Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
            assertThat(service.timeSource.sleeps)
                    .singleElement()
                    .satisfies(slept -> assertThat(slept).isBetween(asked, asked.plusMillis(500)));
        }
    }

    @Test
    void ofTwoHeadersTheLongerWaitIsKept() {
        try (TestService service = TestService.start()) {
            service.enqueue(busy(429, "2", "4"), TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            assertThat(service.timeSource.sleeps).containsExactly(Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity", "soon", "Sun, 06 Nov 1994 08:49:37 GMT"})
    void nonsenseAndThePastLeaveTheUsualWait(String value) {
        try (TestService service = TestService.start()) {
            service.enqueue(busy(503, value), TestService.answer(200, TestService.OK));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
            assertThat(service.timeSource.sleeps)
                    .singleElement()
                    .satisfies(slept -> assertThat(slept).isBetween(Duration.ZERO, Duration.ofMillis(500)));
        }
    }

    @ParameterizedTest
    @CsvSource({"429,61", "429,99999999999", "503,99999999999", "408,99999999999", "503,2147483648"})
    void moreThanMayBeWaitedFailsAtOnceAndSaysHowMuch(int status, String value) {
        try (TestService service = TestService.start()) {
            service.answering(request -> busy(status, value));
            StoreException failure = service.send(When.ALWAYS).failure();
            assertThat(failure).isInstanceOf(status == 429 ? RateLimitedException.class : UnavailableException.class);
            assertThat(failure.retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(60)));
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(service.server.getRequestCount()).isEqualTo(1);
            assertThat(service.timeSource.sleeps).isEmpty();
        }
    }

    @Test
    void aWaitBeyondTheCallsTimeIsNotBegun() {
        try (TestService service = TestService.start("call-timeout", "5s")) {
            service.answering(request -> busy(429, "6"));
            StoreException failure = service.send(When.ALWAYS).failure();
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(6));
            assertThat(service.server.getRequestCount()).isEqualTo(1);
            assertThat(service.timeSource.sleeps).isEmpty();
        }
    }

    @Test
    void aBodyMayAskForAWaitWhereNoHeaderDoes() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(429, "{\"detail\": \"slow down\", \"wait\": 9}"),
                    TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            assertThat(service.timeSource.sleeps).containsExactly(Duration.ofSeconds(9));
        }
    }

    @Test
    void aServiceCannotSetTheHeaderTheWaitTravelsIn() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    new MockResponse.Builder()
                            .code(503)
                            .addHeader("X-Modelkeep-Retry-After", "3000")
                            .build(),
                    TestService.answer(200, TestService.OK));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u0661\u0660", "5 \u0007"})
    void aValueThatNoHeaderShouldHaveDoesNotLoseTheAnswer(String value) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.answering(request -> new MockResponse.Builder()
                    .code(429)
                    .addHeaderLenient("Retry-After", value)
                    .build());
            StoreException failure = service.send(When.NEVER).failure();
            assertThat(failure).isInstanceOf(RateLimitedException.class);
            assertThat(failure.retryAfter()).isEmpty();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }
}
