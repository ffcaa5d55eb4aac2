package io.modelkeep.spi;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.StoreListener;
import io.modelkeep.StoreListener.AttemptScope;
import io.modelkeep.StoreListener.OperationScope;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.internal.paging.PrefetchThreads;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A notifier of the listeners of one client. It opens the scope of each operation, ends it exactly once, and keeps
 * exceptions of the listener away from calls. Thread-safe.
 *
 * <p>Attempts and waits belong to the operation that runs on the current thread. A task for another thread belongs to
 * the operation of the thread that passes it to {@link #propagate}. Without a listener, the methods allocate nothing.
 */
public final class Instrumentation {

    private static final System.Logger LOG = System.getLogger("io.modelkeep");

    private final String provider;
    private final ClientListeners listeners;
    private final TimeSource time;
    private final UnaryOperator<Runnable> contextPropagation;
    private final Optional<Executor> prefetchExecutor;
    private final AtomicBoolean logged = new AtomicBoolean();
    // One for each client, because a listener may use another client. The end of each operation removes the value.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable OperationScope> current = new ThreadLocal<>();

    /** Creates a notifier for the listener, time source and context propagation of a configuration. */
    public Instrumentation(String provider, StoreConfig config) {
        this.provider = provider;
        this.listeners = new ClientListeners(config.listener());
        this.time = config.timeSource();
        this.contextPropagation = config.contextPropagation();
        this.prefetchExecutor = config.require(CommonKeys.PREFETCH)
                ? Optional.of(task -> PrefetchThreads.executor().execute(propagate(task)))
                : Optional.empty();
    }

    /** Adds a listener, as {@link io.modelkeep.ModelkeepClient#addListener} specifies. */
    public ListenerRegistration addListener(StoreListener listener) {
        return listeners.add(listener);
    }

    /**
     * Runs an operation between the notifications of its start and its end. The outcome, the items and the counts of
     * deletions are taken from the result, if it is a {@link Page}, {@link DeleteReport} or {@link ModelDeletion}.
     * Exceptions of the work are thrown unchanged.
     */
    public <R> R run(Operation operation, Supplier<R> work) {
        if (listeners.isEmpty()) {
            return work.get();
        }
        long begun = time.nanoTime();
        OperationScope outer = current.get();
        OperationScope scope = listeners.all().started(new StoreListener.Started(provider, operation));
        current.set(scope);
        String outcome = "defect";
        int items = 0;
        Map<DeleteOutcome, Integer> deletions = Map.of();
        try {
            R result = work.get();
            DeleteReport<?> report = report(result);
            outcome = report == null || report.complete() ? "ok" : "incomplete";
            deletions = report == null ? deletions : counts(report);
            if (result instanceof Page<?> page) {
                items = page.items().size();
                scope.pageRead(items);
            }
            return result;
        } catch (RuntimeException thrown) {
            outcome = thrown.getClass().getSimpleName();
            throw thrown;
        } finally {
            restore(outer);
            StoreListener.Finished event = new StoreListener.Finished(
                    provider, operation, outcome, Duration.ofNanos(time.nanoTime() - begun), items, deletions);
            scope.ended(event);
            listeners.all().finished(event);
        }
    }

    private static @Nullable DeleteReport<?> report(@Nullable Object result) {
        if (result instanceof ModelDeletion deletion) {
            return deletion.report();
        }
        return result instanceof DeleteReport<?> report ? report : null;
    }

    private static Map<DeleteOutcome, Integer> counts(DeleteReport<?> report) {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        report.results().forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return counts;
    }

    private void restore(@Nullable OperationScope outer) {
        if (outer == null) {
            current.remove();
        } else {
            current.set(outer);
        }
    }

    private OperationScope scope() {
        OperationScope scope = current.get();
        return scope == null ? OperationScope.NONE : scope;
    }

    /** Notifies the listener that this thread starts an attempt. The result must be passed to {@link #attempted}. */
    public AttemptScope attemptStarted(Operation operation, String route, int attempt) {
        return listeners.isEmpty()
                ? AttemptScope.NONE
                : scope().attemptStarted(new StoreListener.AttemptStarted(provider, operation, route, attempt));
    }

    /**
     * Notifies the listener of the end of an attempt. The event is not created without a listener. A scope is ended even
     * if its listener was removed during the attempt.
     */
    public void attempted(AttemptScope scope, Supplier<StoreListener.Attempted> event) {
        if (scope != AttemptScope.NONE || !listeners.isEmpty()) {
            StoreListener.Attempted end = event.get();
            scope.ended(end);
            listeners.all().attempted(end);
        }
    }

    /** Notifies the listener of a retry, before the wait. */
    public void retrying(Operation operation, String route, int attempt, String reason, Duration delay) {
        if (!listeners.isEmpty()) {
            listeners.all().retrying(new StoreListener.Retrying(provider, operation, route, attempt, reason, delay));
        }
    }

    /** Notifies the listener of a wait that has ended. A wait of zero is not reported. */
    public void waited(Operation operation, StoreListener.WaitCause cause, long nanos) {
        if (nanos > 0 && !listeners.isEmpty()) {
            scope().waited(new StoreListener.Waited(provider, operation, cause, Duration.ofNanos(nanos)));
        }
    }

    /**
     * Returns a task for another thread that belongs to the operation of this thread, with the context that {@link
     * StoreConfig.Builder#contextPropagation} captures. The task runs exactly once, whatever the context propagation
     * does. Otherwise a caller could wait for it forever.
     */
    public Runnable propagate(Runnable task) {
        Runnable wrapped = listeners.isEmpty() ? task : inScope(scope(), task);
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                wrapped.run();
            }
        };
        Runnable propagated = withContext(once);
        return () -> {
            try {
                propagated.run();
            } catch (RuntimeException | Error thrown) {
                if (begun.get()) {
                    throw thrown;
                }
                logOnce("threw " + thrown.getClass().getName());
            }
            once.run();
        };
    }

    private Runnable withContext(Runnable task) {
        try {
            Runnable propagated = contextPropagation.apply(task);
            if (propagated != null) {
                return propagated;
            }
            logOnce("returned null");
        } catch (RuntimeException | Error thrown) {
            logOnce("threw " + thrown.getClass().getName());
        }
        return task;
    }

    /**
     * Returns the executor for {@link io.modelkeep.CheckpointStore#prefetchExecutor()} and {@link
     * io.modelkeep.ModelStore#prefetchExecutor()}. It passes each task to {@link #propagate}. The value is empty if the
     * configuration disables {@link CommonKeys#PREFETCH}.
     */
    public Optional<Executor> prefetchExecutor() {
        return prefetchExecutor;
    }

    private void logOnce(String problem) {
        if (logged.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the context propagation {0}; the task runs without the context of its caller",
                    problem);
        }
    }

    private Runnable inScope(OperationScope scope, Runnable task) {
        return () -> {
            OperationScope outer = current.get();
            current.set(scope);
            try {
                task.run();
            } finally {
                restore(outer);
            }
        };
    }
}
