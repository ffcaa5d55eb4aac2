package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A limit on the number of requests in each time window. The first window opens with the first request. Thread-safe.
 */
public final class RateLimit {
    private final int requests;
    private final long windowNanos;
    private final LongSupplier nanoTime;
    private long windowStart;
    private int admitted;

    public RateLimit(int requests, Duration window, LongSupplier nanoTime) {
        this.requests = requests;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Returns a limit of the same number and window that has admitted no request. */
    public RateLimit unused() {
        return new RateLimit(requests, Duration.ofNanos(windowNanos), nanoTime);
    }

    /** Admits a request, or refuses it with 429 and the whole seconds until the next window. */
    public void admit() {
        long seconds = tryAdmit();
        if (seconds > 0) {
            throw new Refusal(
                    Answer.detail(429, "Rate limit exceeded").withHeader("Retry-After", Long.toString(seconds)));
        }
    }

    /** Admits a request and returns 0, or returns the whole seconds until the next window. */
    public synchronized long tryAdmit() {
        long now = nanoTime.getAsLong();
        if (admitted == 0 || now - windowStart >= windowNanos) {
            windowStart = now;
            admitted = 0;
        }
        if (admitted == requests) {
            Duration left = Duration.ofNanos(windowNanos - (now - windowStart));
            return left.plusSeconds(1).minusNanos(1).toSeconds();
        }
        admitted++;
        return 0;
    }
}
