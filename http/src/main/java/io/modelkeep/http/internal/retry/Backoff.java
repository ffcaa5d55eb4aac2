package io.modelkeep.http.internal.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The wait before a retry: full jitter under a doubling cap, and at least the wait that the service asks for. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);

    private final Duration longest;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /**
     * Returns the wait after a failed attempt. Returns empty if this wait is longer than allowed, or not shorter than
     * the remaining time.
     *
     * @param attempt the attempt that failed, from 1
     * @param asked the wait that the service asks for
     * @param remaining the remaining time of the call
     */
    Optional<Duration> after(int attempt, Optional<Duration> asked, Duration remaining) {
        long cap = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 16));
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(cap + 1));
        Duration wait = asked.filter(wish -> wish.compareTo(jitter) > 0).orElse(jitter);
        return wait.compareTo(longest) > 0 || wait.compareTo(remaining) >= 0 ? Optional.empty() : Optional.of(wait);
    }
}
