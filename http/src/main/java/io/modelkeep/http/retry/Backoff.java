package io.modelkeep.http.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a repetition: full jitter under a doubling cap, and at least what the service asks for. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);

    private final Duration longest;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /**
     * The wait after a failed attempt; empty where the service asks for more than may be waited.
     *
     * @param attempt the attempt that failed, from 1
     * @param asked what the service asks for
     * @param remaining what is left of the call's time
     */
    Optional<Duration> after(int attempt, Optional<Duration> asked, Duration remaining) {
        long cap = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 16));
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(cap + 1));
        Duration wait = asked.filter(wish -> wish.compareTo(jitter) > 0).orElse(jitter);
        return wait.compareTo(longest) > 0 || wait.compareTo(remaining) >= 0 ? Optional.empty() : Optional.of(wait);
    }
}
