package io.modelkeep.retention.internal.file;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A group of threads that do the same work for several numbers at a time. Used once. */
public final class TargetWorkers {

    private final int threads;
    private final AtomicReference<@Nullable Error> error = new AtomicReference<>();

    public TargetWorkers(int threads) {
        this.threads = threads;
    }

    /**
     * Runs the work for each number from 0 up to a count, and returns after all of the work has ended. An interrupt
     * interrupts the running work and prevents the rest from starting. The interrupt flag stays set.
     *
     * @param count the number after the last one
     * @param work throws only errors, the first of which is thrown by this method
     */
    public void run(int count, IntConsumer work) {
        if (count == 0) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count), task -> {
            Thread thread = new Thread(task, "modelkeep-retention");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < count; i++) {
            int number = i;
            pool.execute(() -> {
                try {
                    work.accept(number);
                } catch (Error fatal) {
                    error.compareAndSet(null, fatal);
                }
            });
        }
        pool.shutdown();
        awaitEnd(pool);
        Error fatal = error.get();
        if (fatal != null) {
            throw fatal;
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.DAYS)) {
                    break;
                }
            } catch (InterruptedException stop) {
                interrupted = true;
                pool.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
