package io.modelkeep.integration.live;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same for many things, a few at a time: one after the other takes long, and all at once is no way to treat a service. */
final class Abreast {

    private static final int WIDTH = 8;

    private Abreast() {}

    /** What comes of each, in order; the first failure where there is one, after all have ended. */
    static <T, R> List<R> map(List<T> all, Function<T, R> each) {
        ExecutorService threads = Executors.newFixedThreadPool(WIDTH);
        try {
            List<Future<R>> done = threads.invokeAll(
                    all.stream().<Callable<R>>map(one -> () -> each.apply(one)).toList());
            return done.stream().map(Abreast::result).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
