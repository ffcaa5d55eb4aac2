package io.modelkeep.http.internal.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A budget that stops retries, but never first attempts, when most retries fail. A failing service is therefore not
 * flooded with retries. Thread-safe.
 *
 * <p>About twenty retries in a row are free. A first attempt that succeeds earns back a fifth of a retry's cost, and a
 * retry that succeeds earns back its full cost.
 */
final class RetryBudget {

    private static final int CAPACITY = 100;
    private static final int COST = 5;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the cost of one retry. Returns false if the budget does not suffice. */
    boolean take() {
        return tokens.getAndUpdate(left -> left >= COST ? left - COST : left) >= COST;
    }

    /** Adds the amount that a successful attempt earns. */
    void succeeded(int attempt) {
        int earned = attempt > 1 ? COST : 1;
        tokens.getAndUpdate(left -> Math.min(CAPACITY, left + earned));
    }
}
