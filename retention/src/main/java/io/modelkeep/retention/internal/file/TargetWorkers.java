package io.modelkeep.retention.internal.file;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Threads that do the same with several things at a time; used once. */
public final class TargetWorkers {

    private final int threads;
    private final AtomicReference<@Nullable Error> error = new AtomicReference<>();

    public TargetWorkers(int threads) {
        this.threads = threads;
    }

    /**
     * Does something with each number below a count and returns when nothing of it is going on any more. An interrupt is
     * passed on to what is going on, keeps the rest from beginning, and stays.
     *
     * @param work throws nothing but errors, of which the first is thrown here
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
