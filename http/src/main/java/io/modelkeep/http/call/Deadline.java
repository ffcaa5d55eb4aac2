package io.modelkeep.http.call;

import io.modelkeep.config.TimeSource;
import java.time.Duration;

/** The moment by which a page or batch must be done, kept by time that passes and not by a clock that can jump. */
public final class Deadline {

    private final TimeSource time;
    private final long at;

    private Deadline(TimeSource time, long at) {
        this.time = time;
        this.at = at;
    }

    public static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time, time.nanoTime() + duration.toNanos());
    }

    /** What is left, never below zero. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - time.nanoTime()));
    }

    /** Whether nothing is left. */
    public boolean passed() {
        return at - time.nanoTime() <= 0;
    }
}
