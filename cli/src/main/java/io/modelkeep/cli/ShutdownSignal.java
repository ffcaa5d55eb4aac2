package io.modelkeep.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What SIGINT or SIGTERM does while something is being changed: the call is interrupted, so that it says what is known,
 * and the process ends only after that was printed.
 */
@FunctionalInterface
interface ShutdownSignal {

    /** How long a provider may take to settle what was on its way. */
    Duration PATIENCE = Duration.ofSeconds(15);

    /** Holds the process up, from now until the returned guard is closed, which the calling thread must do. */
    Guard hold();

    /** Until it is closed, a signal waits for the thread that asked for it. */
    @FunctionalInterface
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    /** By a shutdown hook, the only portable way to hear of a signal. */
    static ShutdownSignal ofThisProcess(PrintStream err) {
        return () -> {
            Thread worker = Thread.currentThread();
            CountDownLatch told = new CountDownLatch(1);
            Thread hook = new Thread(() -> endAfter(worker, told, err), "modelkeep-signal");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                told.countDown();
                withdraw(hook);
            };
        };
    }

    private static void endAfter(Thread worker, CountDownLatch told, PrintStream err) {
        worker.interrupt();
        boolean inTime = false;
        try {
            inTime = told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            err.println("modelkeep: stopped before the outcome was known; look at the service before repeating");
        }
        // Neither the code of the signal nor that of the command: a deletion that was cut off must not look like
        // either.
        Runtime.getRuntime().halt(ExitCode.UNKNOWN);
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs and is about to end the process.
        }
    }
}
