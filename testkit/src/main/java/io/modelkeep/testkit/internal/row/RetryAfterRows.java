package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.support.CallResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows about Retry-After headers, valid and invalid. */
public final class RetryAfterRows {

    private static final String HEADER = "Retry-After";
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofDays(1);

    private RetryAfterRows() {}

    public static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(FaultRow.of(
                        "F14",
                        "503 with Retry-After: 0, then success",
                        Fault.status(503).header(HEADER, "0"))
                .reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(DELETED).own(2, 2))
                .creates(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(2, 2)));
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
        FaultRow.Play play = (context, operation) -> {
            context.wire().inject(operation, Fault.status(status).header(HEADER, "99999999999"));
            return () -> checkNoWait(context.time().sleeps());
        };
        boolean limited = status == 429;
        return FaultRow.of("F15", "Retry-After: 99999999999", Integer.toString(status), play)
                .reads((limited
                                ? ExpectedResult.error(RateLimitedException.class)
                                : ExpectedResult.error(UnavailableException.class))
                        .and(RetryAfterRows::tellsTheWait))
                .deletes(
                        limited
                                ? ExpectedResult.outcome(FAILED).because(RateLimitedException.class)
                                : ExpectedResult.outcome(FAILED, UNKNOWN))
                .creates(
                        limited
                                ? ExpectedResult.error(RateLimitedException.class)
                                : ExpectedResult.error(UnavailableException.class, OutcomeUnknownException.class));
    }

    /** Checks that the waits are negligible. Requests may be spread by a few milliseconds. */
    private static void checkNoWait(List<Duration> waits) {
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofMillis(50));
    }

    private static void tellsTheWait(CallResult ending) {
        assertThat(ending.thrown().flatMap(failure -> failure.retryAfter()))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(LONG));
    }

    private static FaultRow tooManyRequests(String form, Function<Instant, List<String>> values, Duration least) {
        FaultRow.Play play = (context, operation) -> {
            Fault fault = Fault.status(429);
            for (String value : values.apply(context.time().now())) {
                fault = fault.header(HEADER, value);
            }
            context.wire().inject(operation, fault);
            return () -> checkWaits(context.time().sleeps(), least);
        };
        return FaultRow.of("F16", "429 with a Retry-After, then success", form, play)
                .reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(DELETED).own(2, 2))
                .creates(
                        ExpectedResult.answer().own(2, 2),
                        ExpectedResult.error(RateLimitedException.class).own(1, 1));
    }

    private static void checkWaits(List<Duration> waits, Duration least) {
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, MAX_DELAY));
        if (!waits.isEmpty()) {
            assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isGreaterThanOrEqualTo(least);
        }
    }

    /** Returns a row in which a wait would end after the call's timeout, so that the call must not begin to wait. */
    private static FaultRow deadline() {
        FaultRow.Play play = (context, operation) -> {
            context.wire().inject(operation, Fault.status(429).header(HEADER, "30"));
            return () -> checkNoWait(context.time().sleeps());
        };
        return FaultRow.of("F39", "the requested wait exceeds call-timeout", "", play)
                .with("call-timeout", "10s")
                .reads(ExpectedResult.error(RateLimitedException.class))
                .deletes(ExpectedResult.outcome(FAILED).because(RateLimitedException.class))
                .creates(ExpectedResult.error(RateLimitedException.class));
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}
