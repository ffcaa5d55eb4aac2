package io.modelkeep.integration.process;

import java.time.Duration;

/** The library's threads that outlive the stores they worked for. */
public final class LeftThreads {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private LeftThreads() {}

    /** How many are left a little after the close. */
    public static long afterClose() {
        boolean unused = Eventually.within(GRACE, () -> count() == 0);
        return count();
    }

    private static long count() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("modelkeep-"))
                .count();
    }
}
