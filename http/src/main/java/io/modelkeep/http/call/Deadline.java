package io.modelkeep.http.call;

import io.modelkeep.config.TimeSource;
import java.time.Duration;

/** The time limit of a page or batch, measured by elapsed time and not by a clock that can jump. */
public final class Deadline {

    private final TimeSource time;
    private final long at;

    private Deadline(TimeSource time, long at) {
        this.time = time;
        this.at = at;
    }

    /** Creates a deadline that passes after a duration, measured from now. */
    public static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time, time.nanoTime() + duration.toNanos());
    }

    /** Returns the remaining time, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - time.nanoTime()));
    }

    /** Returns whether no time remains. */
    public boolean passed() {
        return at - time.nanoTime() <= 0;
    }
}
