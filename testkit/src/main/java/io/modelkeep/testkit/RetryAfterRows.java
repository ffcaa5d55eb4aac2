package io.modelkeep.testkit;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.RateLimitedException;
import io.modelkeep.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows about Retry-After headers, valid and invalid. */
final class RetryAfterRows {

    private static final String HEADER = "Retry-After";
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofDays(1);

    private RetryAfterRows() {}

    static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(FaultRow.of(
                        "F14",
                        "503 with Retry-After: 0, then success",
                        Fault.status(503).header(HEADER, "0"))
                .reads(Expected.answer().own(2, 2))
                .deletes(Expected.outcome(DELETED).own(2, 2))
                .creates(
                        Expected.error(OutcomeUnknownException.class),
                        Expected.answer().own(2, 2)));
        rows.add(tooLong(408));
        rows.add(tooLong(429));
        rows.add(tooLong(503));
        rows.add(tooManyRequests("seconds", now -> List.of("2"), Duration.ofSeconds(2)));
        rows.add(tooManyRequests("a date", now -> List.of(date(now.plusSeconds(5))), Duration.ofSeconds(4)));
        rows.add(tooManyRequests("a past date", now -> List.of(date(now.minusSeconds(500))), Duration.ZERO));
        rows.add(tooManyRequests("two headers", now -> List.of("1", "2"), Duration.ZERO));
        for (String odd : List.of("-1", "1.5", "NaN", "Infinity", "soon", "", "1e400", "0x10")) {
            rows.add(tooManyRequests('"' + odd + '"', now -> List.of(odd), Duration.ZERO));
        }
        rows.add(deadline());
        return rows;
    }

    /**
     * Returns a row with a Retry-After that is too long to wait for. The call must not wait, and reports the value to
     * the caller.
     */
    private static FaultRow tooLong(int status) {
        FaultRow.Play play = (scene, operation) -> {
            scene.wire().inject(operation, Fault.status(status).header(HEADER, "99999999999"));
            return () -> checkNoWait(scene.time().sleeps());
        };
        boolean limited = status == 429;
        return FaultRow.of("F15", "Retry-After: 99999999999", Integer.toString(status), play)
                .reads((limited
                                ? Expected.error(RateLimitedException.class)
                                : Expected.error(UnavailableException.class))
                        .and(RetryAfterRows::tellsTheWait))
                .deletes(
                        limited
                                ? Expected.outcome(FAILED).because(RateLimitedException.class)
                                : Expected.outcome(FAILED, UNKNOWN))
                .creates(
                        limited
                                ? Expected.error(RateLimitedException.class)
                                : Expected.error(UnavailableException.class, OutcomeUnknownException.class));
    }

    /** Checks that the waits are negligible. Requests may be spread by a few milliseconds. */
    private static void checkNoWait(List<Duration> waits) {
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofMillis(50));
    }

    private static void tellsTheWait(Ending ending) {
        assertThat(ending.thrown().flatMap(failure -> failure.retryAfter()))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(LONG));
    }

    private static FaultRow tooManyRequests(String form, Function<Instant, List<String>> values, Duration least) {
        FaultRow.Play play = (scene, operation) -> {
            Fault fault = Fault.status(429);
            for (String value : values.apply(scene.time().now())) {
                fault = fault.header(HEADER, value);
            }
            scene.wire().inject(operation, fault);
            return () -> checkWaits(scene.time().sleeps(), least);
        };
        return FaultRow.of("F16", "429 with a Retry-After, then success", form, play)
                .reads(Expected.answer().own(2, 2))
                .deletes(Expected.outcome(DELETED).own(2, 2))
                .creates(
                        Expected.answer().own(2, 2),
                        Expected.error(RateLimitedException.class).own(1, 1));
    }

    private static void checkWaits(List<Duration> waits, Duration least) {
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, MAX_DELAY));
        if (!waits.isEmpty()) {
            assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isGreaterThanOrEqualTo(least);
        }
    }

    /** Returns a row in which a wait would end after the call's timeout, so that the call must not begin to wait. */
    private static FaultRow deadline() {
        FaultRow.Play play = (scene, operation) -> {
            scene.wire().inject(operation, Fault.status(429).header(HEADER, "30"));
            return () -> checkNoWait(scene.time().sleeps());
        };
        return FaultRow.of("F39", "the requested wait exceeds call-timeout", "", play)
                .with("call-timeout", "10s")
                .reads(Expected.error(RateLimitedException.class))
                .deletes(Expected.outcome(FAILED).because(RateLimitedException.class))
                .creates(Expected.error(RateLimitedException.class));
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}
