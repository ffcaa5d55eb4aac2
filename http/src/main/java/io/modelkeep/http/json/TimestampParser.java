package io.modelkeep.http.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the points in time that services write. */
public final class TimestampParser {

    private TimestampParser() {}

    /** The instant of a date and time with an offset (RFC 3339); empty for anything else, for a guess would be an hour off. */
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
