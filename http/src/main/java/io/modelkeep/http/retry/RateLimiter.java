package io.modelkeep.http.retry;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spreads the requests to each endpoint evenly, so that no window of a second, wherever it begins, holds more than allowed.
 * Thread-safe.
 */
public final class RateLimiter {

    private final TimeSource time;
    private final long intervalNanos;
    private final Map<String, AtomicLong> nextByRoute = new ConcurrentHashMap<>();

    public RateLimiter(OptionalInt requestsPerSecond, TimeSource time) {
        this.time = time;
        // Rounded up, for a hundred intervals that are each a little too short are a window with one request too many.
        this.intervalNanos = requestsPerSecond.isPresent()
                ? -Math.floorDiv(-TimeUnit.SECONDS.toNanos(1), (long) requestsPerSecond.getAsInt())
                : 0;
    }

    /**
     * Takes the next place of a route, and tells how long it is until then; takes none, and is empty, where that is as long as
     * allowed or longer: places of calls that never begin would keep later ones waiting.
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

    /** Of two readings of a clock that may have passed its largest number. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
