package io.modelkeep.http.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parser for the timestamps of services. */
public final class TimestampParser {

    private TimestampParser() {}

    /**
     * Returns the instant of a date and time with an offset (RFC 3339). Returns empty for any other text, because a
     * guessed offset could be an hour off.
     */
    public static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
