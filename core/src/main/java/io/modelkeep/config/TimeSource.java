package io.modelkeep.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A source of elapsed time and of waits. Replace it in tests to avoid real waits. Thread-safe. */
public interface TimeSource {

    /** The time source that really waits. */
    TimeSource REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    /**
     * Waits for a duration.
     *
     * @throws InterruptedException the thread was interrupted during the wait, as with {@link Thread#sleep(long)}
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Returns the nanoseconds since some fixed moment. The value never runs backwards. Deadlines use this value and not
     * a clock.
     */
    default long nanoTime() {
        return System.nanoTime();
    }
}
