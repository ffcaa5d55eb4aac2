package io.modelkeep.http.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops repetitions, never first attempts, when most of them fail: a service in trouble is not stormed. Thread-safe.
 *
 * <p>About twenty repetitions in a row are free; each success earns a fifth of one back, a repetition that succeeds its own
 * cost.
 */
final class RetryBudget {

    private static final int CAPACITY = 100;
    private static final int COST = 5;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes what one repetition costs, if it is there. */
    boolean take() {
        return tokens.getAndUpdate(left -> left >= COST ? left - COST : left) >= COST;
    }

    /** Gives back for an attempt that succeeded. */
    void succeeded(int attempt) {
        int earned = attempt > 1 ? COST : 1;
        tokens.getAndUpdate(left -> Math.min(CAPACITY, left + earned));
    }
}
