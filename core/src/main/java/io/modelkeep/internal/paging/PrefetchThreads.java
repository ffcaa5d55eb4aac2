package io.modelkeep.internal.paging;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads on which pages are fetched ahead: made when one is needed, ended when idle for 1 s. Thread-safe.
 *
 * <p>There are never more than pages under way, which is one for each walk through a list.
 */
final class PrefetchThreads {

    private static final int IDLE_SECONDS = 1;

    private static final AtomicInteger MADE = new AtomicInteger();

    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), PrefetchThreads::thread);

    private PrefetchThreads() {}

    /** Begins some work at once; cancelling it interrupts it. */
    static <T> FutureTask<T> begin(Callable<T> work) {
        FutureTask<T> begun = new FutureTask<>(work);
        THREADS.execute(begun);
        return begun;
    }

    /** A thread outlives the page it was made for, so it keeps nothing of the caller's: no loader, no inherited locals. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "modelkeep-pages-" + MADE.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
