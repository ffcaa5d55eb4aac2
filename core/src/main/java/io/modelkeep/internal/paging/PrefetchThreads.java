package io.modelkeep.internal.paging;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads that fetch pages ahead. A thread is created on demand and ends after 1 s without work.
 * Thread-safe.
 *
 * <p>Each walk through a list fetches at most one page at a time, so there is at most one busy thread for each walk.
 */
public final class PrefetchThreads {

    private static final int IDLE_SECONDS = 1;

    private static final AtomicInteger MADE = new AtomicInteger();

    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), PrefetchThreads::thread);

    private PrefetchThreads() {}

    /** Returns the executor, which starts each task at once. */
    public static Executor executor() {
        return THREADS;
    }

    /**
     * Creates a thread that keeps no class loader and no inherited thread-locals of the caller, because the thread
     * outlives the caller's page.
     */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "modelkeep-pages-" + MADE.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
