package io.modelkeep.http;

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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The daemon threads of one client that help with bulk operations. Thread-safe. */
public final class WorkerPool implements AutoCloseable {

    /**
     * The longest wait for interrupted helpers, which normally return at once. This limit only prevents a defect from
     * blocking a caller forever.
     */
    private static final long MAX_WAIT_SECONDS = 10;

    private final int concurrency;
    private final ExecutorService helpers;
    private final UnaryOperator<Runnable> propagation;

    /**
     * Creates a pool without threads.
     *
     * @param propagation gives the work of a helper the context of the calling thread
     */
    public WorkerPool(String provider, int concurrency, UnaryOperator<Runnable> propagation) {
        this.propagation = propagation;
        this.concurrency = concurrency;
        this.helpers = new ThreadPoolExecutor(
                0,
                concurrency,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("modelkeep-" + provider + "-bulk-"));
    }

    /**
     * Processes the batches, several at once, and returns when all started batches have ended.
     *
     * <p>The calling thread takes part, so that a bulk operation always makes progress, even if the helpers are busy.
     * Interrupting the calling thread interrupts all helpers, and its interrupt flag stays set. If the thread was
     * interrupted before, nothing is started. After a defect in a batch, no further batch is started.
     *
     * @param work the work for one batch, which never throws because of the service or the network
     * @param stopped returns whether no further batch may be started
     * @throws IllegalStateException a batch in a helper ended in a defect, which is the cause; a defect in the calling
     *     thread is thrown as it is
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
            // A helper could start a batch before the calling thread interrupts it.
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
                // Each helper needs a separate task, because a propagated task runs only once.
                Helper helper = new Helper(propagation.apply(loop), ended);
                helpers.execute(helper);
                started.add(helper);
            } catch (RejectedExecutionException allBusy) {
                ended.countDown();
            }
        }
        return started;
    }

    /** A task that counts as ended even if it is cancelled before it begins. */
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
            return thread;
        };
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
