package io.modelkeep.http.internal.retry;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The limit on concurrent requests, and the place of all waits without a request under way. An interrupt ends each wait
 * at once, and so does closing with the real time source.
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
        // Wakes one thread that waits for a turn. That thread sees that this is closed, ends its turn, and so wakes the
        // next.
        turns.release();
    }

    /**
     * Waits for a turn to send. A turn that was taken must be ended, even if this is closed by then.
     *
     * @return false if the time runs out first
     */
    boolean takeTurn(Duration longest) throws InterruptedException {
        return turns.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    void endTurn() {
        turns.release();
    }

    /** Waits before a retry. */
    public void backOff(Duration delay) throws InterruptedException {
        if (timeSource == TimeSource.REAL) {
            // Unlike a sleep, this wait is ended by close().
            boolean unused = closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            timeSource.sleep(delay);
        }
    }
}
