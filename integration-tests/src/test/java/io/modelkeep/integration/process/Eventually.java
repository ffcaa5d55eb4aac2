package io.modelkeep.integration.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process or thread is about to do. */
public final class Eventually {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Eventually() {}

    /**
     * Returns once this holds.
     *
     * @throws AssertionError it does not come to hold
     */
    public static void holds(String what, BooleanSupplier condition) {
        if (!within(LONGEST, condition)) {
            throw new AssertionError("not within " + LONGEST + ": " + what);
        }
    }

    /** Whether this comes to hold within a time. */
    public static boolean within(Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }
}
