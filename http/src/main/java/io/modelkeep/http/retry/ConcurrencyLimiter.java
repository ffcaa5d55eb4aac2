package io.modelkeep.http.retry;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * All places where a call waits without a request under way; each ends at once on interrupt and, with the real sleeper, on
 * close.
 */
public final class ConcurrencyLimiter {

    private final TimeSource timeSource;
    private final Semaphore turns;
    private final CountDownLatch closed = new CountDownLatch(1);

    public ConcurrencyLimiter(TimeSource timeSource, int concurrency) {
        this.timeSource = timeSource;
        this.turns = new Semaphore(concurrency, true);
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    public void close() {
        closed.countDown();
        // Wakes one that waits for a turn; it sees then that this is closed, and by ending its turn wakes the next.
        turns.release();
    }

    /** Waits for a turn to send, which must be ended, also if this is closed by then; false if the time runs out first. */
    boolean takeTurn(Duration longest) throws InterruptedException {
        return turns.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    void endTurn() {
        turns.release();
    }

    /** Waits before a repetition. */
    public void backOff(Duration delay) throws InterruptedException {
        if (timeSource == TimeSource.REAL) {
            // The same as sleeping, but close() ends it.
            boolean unused = closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            timeSource.sleep(delay);
        }
    }
}
