package io.modelkeep.internal.config;

import io.modelkeep.StoreListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that keeps the exceptions of one listener and of its scopes away from the calls they observe. A scope that
 * is null counts as none. Thread-safe if the listener is.
 */
public final class ContainedListener implements StoreListener {

    private static final System.Logger LOG = System.getLogger("io.modelkeep");

    private final StoreListener listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    public ContainedListener(StoreListener listener) {
        this.listener = listener;
    }

    @Override
    public OperationScope started(Started event) {
        OperationScope scope = call(() -> listener.started(event));
        return scope == null || scope == OperationScope.NONE ? OperationScope.NONE : new ContainedScope(scope);
    }

    @Override
    public void attempted(Attempted event) {
        run(() -> listener.attempted(event));
    }

    @Override
    public void retrying(Retrying event) {
        run(() -> listener.retrying(event));
    }

    @Override
    public void finished(Finished event) {
        run(() -> listener.finished(event));
    }

    private void run(Runnable event) {
        call(() -> {
            event.run();
            return null;
        });
    }

    private <R> @Nullable R call(Supplier<@Nullable R> event) {
        try {
            return event.get();
        } catch (Throwable thrown) {
            // Errors too: a metrics library of the wrong version must not cost the caller the report of a deletion.
            if (logged.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a listener threw {0}; further exceptions of this listener are not logged",
                        thrown.getClass().getName());
            }
            return null;
        }
    }

    private final class ContainedScope implements OperationScope {

        private final OperationScope scope;

        ContainedScope(OperationScope scope) {
            this.scope = scope;
        }

        @Override
        public AttemptScope attemptStarted(AttemptStarted event) {
            AttemptScope attempt = call(() -> scope.attemptStarted(event));
            if (attempt == null || attempt == AttemptScope.NONE) {
                return AttemptScope.NONE;
            }
            return new AttemptScope() {
                @Override
                public void ended(Attempted end) {
                    run(() -> attempt.ended(end));
                }
            };
        }

        @Override
        public void waited(Waited event) {
            run(() -> scope.waited(event));
        }

        @Override
        public void pageRead(int items) {
            run(() -> scope.pageRead(items));
        }

        @Override
        public void ended(Finished event) {
            run(() -> scope.ended(event));
        }
    }
}
