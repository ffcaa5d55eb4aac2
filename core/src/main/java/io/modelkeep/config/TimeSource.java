package io.modelkeep.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the library waits and measures time that passes; replace it in tests to wait for nothing. Thread-safe. */
public interface TimeSource {

    /** The one that really waits. */
    TimeSource REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    /**
     * Waits.
     *
     * @throws InterruptedException the thread was interrupted meanwhile, as with {@link Thread#sleep(long)}
     */
    void sleep(Duration duration) throws InterruptedException;

    /** Nanoseconds from some fixed moment, never running backwards: deadlines are kept by this, not by a clock. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
