package io.modelkeep.http.internal.retry;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A limiter that spreads the requests to each endpoint evenly. No window of one second, wherever it begins, contains
 * more requests than allowed. Thread-safe.
 */
public final class RateLimiter {

    private final TimeSource time;
    private final long intervalNanos;
    private final Map<String, AtomicLong> nextByRoute = new ConcurrentHashMap<>();

    public RateLimiter(OptionalInt requestsPerSecond, TimeSource time) {
        this.time = time;
        // Rounded up, because with a hundred intervals that are each slightly too short, a window holds one request too
        // many.
        this.intervalNanos = requestsPerSecond.isPresent()
                ? -Math.floorDiv(-TimeUnit.SECONDS.toNanos(1), (long) requestsPerSecond.getAsInt())
                : 0;
    }

    /**
     * Takes the next turn of a route and returns the wait until then. If this wait is not shorter than the limit, no
     * turn is taken and the result is empty. A turn that is never used would delay later requests.
     *
     * @param longest the limit on the wait
     */
    Optional<Duration> untilTurn(String route, Duration longest) {
        if (intervalNanos == 0) {
            return Optional.of(Duration.ZERO);
        }
        long now = time.nanoTime();
        AtomicLong next = nextByRoute.computeIfAbsent(route, first -> new AtomicLong(now));
        while (true) {
            long free = next.get();
            long place = later(free, now);
            Duration wait = Duration.ofNanos(place - now);
            if (wait.compareTo(longest) >= 0) {
                return Optional.empty();
            }
            if (next.compareAndSet(free, place + intervalNanos)) {
                return Optional.of(wait);
            }
        }
    }

    /** Returns the later of two clock readings, even if the clock has overflowed between them. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
