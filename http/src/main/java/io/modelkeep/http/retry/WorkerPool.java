package io.modelkeep.http.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The daemon threads of one client: those that carry requests, and those that help a bulk operation. Thread-safe. */
public final class WorkerPool implements AutoCloseable {

    /** Interrupted helpers return at once; this only keeps a defect from blocking a caller for ever. */
    private static final long MAX_WAIT_SECONDS = 10;

    private final int concurrency;
    private final ThreadPoolExecutor requests;
    private final ExecutorService helpers;

    public WorkerPool(String provider, int concurrency) {
        this.concurrency = concurrency;
        // Those that have a turn, and as many beside that are stuck in calls that were given up, or just ending.
        this.requests = new ThreadPoolExecutor(
                0,
                2 * concurrency,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("modelkeep-" + provider + "-request-"));
        this.helpers = new ThreadPoolExecutor(
                0,
                concurrency,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("modelkeep-" + provider + "-bulk-"));
    }

    /**
     * Begins what carries one request, which is at most as many as have a turn.
     *
     * @param longest how long to wait for a thread: some may be stuck in calls that were given up, or just ending
     * @return false if none became free, or this is closed
     */
    public boolean begin(Runnable request, Duration longest) throws InterruptedException {
        long begun = System.nanoTime();
        while (!requests.isShutdown() && System.nanoTime() - begun < longest.toNanos()) {
            try {
                requests.execute(request);
                return true;
            } catch (RejectedExecutionException allBusy) {
                // Not for long at a time, for closing does not wake who waits here.
                if (requests.getQueue().offer(request, 10, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Does the work for each batch, several at once, and returns when all that was begun has ended.
     *
     * <p>The calling thread works along, so that a bulk operation always gets on, however busy the helpers are. Interrupting
     * it interrupts them all, and its flag stays set; where it was interrupted before, nothing is begun. After a defect in a batch no further one is begun.
     *
     * @param work never throws for what a service or the network does
     * @param stopped whether no further batch is to be begun
     * @throws IllegalStateException a helper's batch ended in a defect, which is the cause; one in the calling thread is
     *     thrown as it is
     */
    public <B> void forEach(List<B> batches, Consumer<B> work, BooleanSupplier stopped) {
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            while (!stopped.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                int index = next.getAndIncrement();
                if (index >= batches.size()) {
                    return;
                }
                try {
                    work.accept(batches.get(index));
                } catch (RuntimeException | Error defect) {
                    next.set(batches.size());
                    throw defect;
                }
            }
        };
        if (Thread.currentThread().isInterrupted()) {
            // A helper could be quicker than the calling thread is to tell it.
            return;
        }
        int wanted = Math.min(concurrency, batches.size()) - 1;
        if (wanted <= 0) {
            loop.run();
            return;
        }
        CountDownLatch ended = new CountDownLatch(wanted);
        List<Future<?>> started = start(loop, wanted, ended);
        try {
            loop.run();
        } finally {
            await(ended, started);
        }
        started.forEach(WorkerPool::rethrowDefect);
    }

    private List<Future<?>> start(Runnable loop, int wanted, CountDownLatch ended) {
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            try {
                Helper helper = new Helper(loop, ended);
                helpers.execute(helper);
                started.add(helper);
            } catch (RejectedExecutionException allBusy) {
                ended.countDown();
            }
        }
        return started;
    }

    /** Counts itself as ended also when it is cancelled before it begins. */
    private static final class Helper extends FutureTask<@Nullable Void> {

        private final CountDownLatch ended;

        Helper(Runnable loop, CountDownLatch ended) {
            super(loop, null);
            this.ended = ended;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                ended.countDown();
            }
        }
    }

    private static void await(CountDownLatch ended, List<Future<?>> started) {
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            started.forEach(helper -> helper.cancel(true));
        }
        while (true) {
            try {
                if (interrupted) {
                    boolean unused = ended.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
                } else {
                    ended.await();
                }
                break;
            } catch (InterruptedException now) {
                interrupted = true;
                started.forEach(helper -> helper.cancel(true));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrowDefect(Future<?> helper) {
        if (!helper.isDone() || helper.isCancelled()) {
            return;
        }
        try {
            helper.get(0, TimeUnit.SECONDS);
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a batch ended in a defect", defect.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException running) {
            throw new IllegalStateException("a finished helper is not finished", running);
        }
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            // What ends a request is told to its caller; a second copy on standard error helps nobody.
            thread.setUncaughtExceptionHandler((ended, told) -> {});
            return thread;
        };
    }

    @Override
    public void close() {
        requests.shutdown();
        helpers.shutdownNow();
    }
}
