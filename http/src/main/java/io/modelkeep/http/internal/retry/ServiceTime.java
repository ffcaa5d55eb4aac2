package io.modelkeep.http.internal.retry;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The service's time, derived from the {@code Date} of its answers (RFC 9110, 6.6.1). Thread-safe. */
public final class ServiceTime {

    private final TimeSource time;
    private volatile @Nullable Reading last;

    public ServiceTime(TimeSource time) {
        this.time = time;
    }

    private record Reading(Instant at, long nanoTime) {}

    /** Records the date of an answer. An answer stored by a cache (RFC 9111, 5.1) has an old date and is ignored. */
    void read(Response response) {
        Date date = response.headers().getDate("Date");
        if (date != null && response.header("Age") == null) {
            last = new Reading(date.toInstant(), time.nanoTime());
        }
    }

    /** Returns the service's current time, or empty until an answer had a {@code Date}. */
    public Optional<Instant> now() {
        Reading reading = last;
        return reading == null
                ? Optional.empty()
                : Optional.of(reading.at().plus(Duration.ofNanos(time.nanoTime() - reading.nanoTime())));
    }
}
