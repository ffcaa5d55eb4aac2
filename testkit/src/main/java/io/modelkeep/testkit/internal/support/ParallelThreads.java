package io.modelkeep.testkit.internal.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A runner of the same work on several threads at once. */
public final class ParallelThreads {

    private ParallelThreads() {}

    /** The work of one thread. */
    public interface Work {
        void of(int thread) throws Exception;
    }

    /** Runs the work on all threads and waits for them. Throws the exception of one of them, if any. */
    public static void together(int number, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(number);
        CyclicBarrier start = new CyclicBarrier(number);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int thread = i;
                all.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    work.of(thread);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
