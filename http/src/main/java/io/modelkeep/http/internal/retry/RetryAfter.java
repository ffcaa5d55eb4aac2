package io.modelkeep.http.internal.retry;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser for {@code Retry-After} headers, whose values are seconds or a date. A result is never negative and never
 * overflows. Any other value is ignored.
 */
public final class RetryAfter {

    /**
     * The largest result. It exceeds every wait in practice and is small enough for duration arithmetic without
     * overflow.
     */
    public static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern SECONDS = Pattern.compile("(\\d+)(\\.\\d+)?");

    private RetryAfter() {}

    /** Returns the longest wait that any of the values asks for. */
    public static Optional<Duration> of(List<String> values, Clock clock) {
        return values.stream()
                .flatMap(value -> of(value.strip(), clock).stream())
                .max(Comparator.naturalOrder());
    }

    public static Optional<Duration> of(String value, Clock clock) {
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            // Ten digits are three centuries, so any longer number is too long as well.
            boolean tooLong = seconds.group(1).length() > 10;
            return Optional.of(
                    tooLong ? LONGEST : bounded(Duration.ofMillis((long) (Double.parseDouble(value) * 1000))));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(bounded(Duration.between(clock.instant(), date.toInstant())));
        } catch (DateTimeException | ArithmeticException neither) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
