package io.modelkeep.http.retry;

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

/** Reads {@code Retry-After} headers: seconds or a date, never negative, never overflowing; what is neither is ignored. */
public final class RetryAfter {

    /** Beyond any wait that is waited; keeps arithmetic on durations far from overflowing. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern SECONDS = Pattern.compile("(\\d+)(\\.\\d+)?");

    private RetryAfter() {}

    /** The longest wait that any of the values asks for. */
    public static Optional<Duration> of(List<String> values, Clock clock) {
        return values.stream()
                .flatMap(value -> of(value.strip(), clock).stream())
                .max(Comparator.naturalOrder());
    }

    public static Optional<Duration> of(String value, Clock clock) {
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            // Ten digits are three centuries; a longer number is only a longer way to say too long.
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
