package io.modelkeep.cli.session;

import io.modelkeep.cli.output.ExitCode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The handling of SIGINT and SIGTERM during work that must not stop halfway. The call is interrupted, so that it
 * cleans up and reports its outcome. The process ends only after that.
 */
@FunctionalInterface
public interface ShutdownSignal {

    /** The time that a provider may take to settle the requests on their way. */
    Duration PATIENCE = Duration.ofSeconds(15);

    /** Keeps the process alive until the returned guard is closed. The calling thread must close it. */
    Guard hold(Held held);

    /** The kind of work that a signal waits for. */
    enum Held {
        /** A change at a service. The exit code says that the outcome is unknown, unless no request was sent. */
        CHANGE,
        /** Files on this machine, none of which may be left partial. The exit code is that of the signal. */
        FILES
    }

    /** A guard that makes a signal wait for its thread until closed. */
    @FunctionalInterface
    interface Guard extends AutoCloseable {

        /** States, before closing, that no change was on its way. The exit code is then that of the signal. */
        default void nothingSent() {}

        /** Sets the exit code, before it is closed: an alarm takes precedence over an unknown outcome. */
        default void alarm() {}

        @Override
        void close();
    }

    /** Creates the handling for this process. A shutdown hook is the only portable way to be notified of a signal. */
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
            err.println("modelkeep: stopped before the outcome was known; look at the service before retrying");
        }
        // An interrupted deletion must be distinguishable from both a signal and a command that ended.
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
