package io.modelkeep.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A group of threads that repeat the same call, until it was made as often as requested. */
final class Crowd implements AutoCloseable {

    private final int size;
    private final ExecutorService threads;

    /** Starts as many threads as {@code threads} in the arguments. */
    Crowd(Arguments arguments) {
        this.size = (int) arguments.number("threads", 1);
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * Makes the calls.
     *
     * @return how many were made
     */
    long call(long times, Callable<?> call) throws Exception {
        AtomicLong begun = new AtomicLong();
        AtomicLong done = new AtomicLong();
        List<Callable<Void>> loops = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            loops.add(() -> {
                while (begun.getAndIncrement() < times) {
                    call.call();
                    done.incrementAndGet();
                }
                return null;
            });
        }
        for (Future<Void> ended : threads.invokeAll(loops)) {
            ended.get();
        }
        return done.get();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
