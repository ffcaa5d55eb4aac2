package io.modelkeep.cli.session;

import io.modelkeep.cli.output.ExitCode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SIGINT or SIGTERM does while something must not just break off: the call is interrupted, so that it tidies up and
 * says what is known, and the process ends only after that.
 */
@FunctionalInterface
public interface ShutdownSignal {

    /** How long a provider may take to settle what was on its way. */
    Duration PATIENCE = Duration.ofSeconds(15);

    /** Holds the process up, from now until the returned guard is closed, which the calling thread must do. */
    Guard hold(Held held);

    /** What a signal has to wait for. */
    enum Held {
        /** A change at a service: unless nothing was sent, the exit code says that the outcome is unknown. */
        CHANGE,
        /** Files on this machine, of which none is to stay in part; the exit code is the signal's. */
        FILES
    }

    /** Until it is closed, a signal waits for the thread that asked for it. */
    @FunctionalInterface
    interface Guard extends AutoCloseable {

        /** Says, before it is closed, that no change was on its way: the exit code is then the signal's. */
        default void nothingSent() {}

        /** Sets the exit code, before it is closed: an alarm takes precedence over an unknown outcome. */
        default void alarm() {}

        @Override
        void close();
    }

    /** By a shutdown hook, the only portable way to hear of a signal. */
    static ShutdownSignal ofThisProcess(PrintStream err) {
        return held -> {
            Thread worker = Thread.currentThread();
            CountDownLatch told = new CountDownLatch(1);
            AtomicBoolean harmless = new AtomicBoolean(held == Held.FILES);
            AtomicInteger code = new AtomicInteger(ExitCode.UNKNOWN);
            Thread hook = new Thread(() -> endAfter(worker, told, harmless, code, err), "modelkeep-signal");
            Runtime.getRuntime().addShutdownHook(hook);
            return new Guard() {
                @Override
                public void nothingSent() {
                    harmless.set(true);
                }

                @Override
                public void alarm() {
                    code.set(ExitCode.ALARM);
                }

                @Override
                public void close() {
                    told.countDown();
                    withdraw(hook);
                }
            };
        };
    }

    private static void endAfter(
            Thread worker, CountDownLatch told, AtomicBoolean harmless, AtomicInteger code, PrintStream err) {
        worker.interrupt();
        boolean inTime = false;
        try {
            inTime = told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
        if (harmless.get()) {
            return;
        }
        if (!inTime) {
            err.println("modelkeep: stopped before the outcome was known; look at the service before repeating");
        }
        // Neither the code of the signal nor that of the command: a deletion that was cut off must not look like
        // either.
        Runtime.getRuntime().halt(code.get());
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs and is about to end the process.
        }
    }
}
