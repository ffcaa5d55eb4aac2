package io.modelkeep.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs something on several threads at the same moment. */
final class Threads {

    private Threads() {}

    /** What one of the threads does. */
    interface Work {
        void of(int thread) throws Exception;
    }

    /** Ends when all have ended; throws what one of them threw. */
    static void together(int number, Work work) throws Exception {
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
