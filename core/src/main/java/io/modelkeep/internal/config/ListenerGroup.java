package io.modelkeep.internal.config;

import io.modelkeep.StoreListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A group of listeners that acts as one. The listeners are notified in the order in which they were added. An exception
 * from one listener is logged once and does not keep an event from the others. Thread-safe if the listeners are.
 */
public final class ListenerGroup implements StoreListener {

    private final List<ContainedListener> listeners;

    private ListenerGroup(List<ContainedListener> listeners) {
        this.listeners = listeners;
    }

    /** Returns one listener that stands for all of these. */
    public static StoreListener of(List<StoreListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> StoreListener.NONE;
            case 1 -> listeners.get(0);
            default ->
                new ListenerGroup(listeners.stream().map(ContainedListener::new).toList());
        };
    }

    /** Returns one listener that stands for the listeners that are in the list at the time of each event. */
    public static StoreListener ofCurrent(CopyOnWriteArrayList<ContainedListener> listeners) {
        return new ListenerGroup(listeners);
    }

    @Override
    public OperationScope started(Started event) {
        List<OperationScope> scopes = new ArrayList<>(listeners.size());
        for (ContainedListener listener : listeners) {
            OperationScope scope = listener.started(event);
            if (scope != OperationScope.NONE) {
                scopes.add(scope);
            }
        }
        return switch (scopes.size()) {
            case 0 -> OperationScope.NONE;
            case 1 -> scopes.get(0);
            default -> new ScopeGroup(scopes);
        };
    }

    @Override
    public void attempted(Attempted event) {
        listeners.forEach(listener -> listener.attempted(event));
    }

    @Override
    public void retrying(Retrying event) {
        listeners.forEach(listener -> listener.retrying(event));
    }

    @Override
    public void finished(Finished event) {
        listeners.forEach(listener -> listener.finished(event));
    }

    /** The scopes of one operation. They are ended in the reverse order, so that they nest. */
    private record ScopeGroup(List<OperationScope> scopes) implements OperationScope {

        @Override
        public AttemptScope attemptStarted(AttemptStarted event) {
            List<AttemptScope> attempts = new ArrayList<>(scopes.size());
            for (OperationScope scope : scopes) {
                attempts.add(scope.attemptStarted(event));
            }
            return new AttemptScope() {
                @Override
                public void ended(Attempted end) {
                    reversed(attempts, attempt -> attempt.ended(end));
                }
            };
        }

        @Override
        public void waited(Waited event) {
            scopes.forEach(scope -> scope.waited(event));
        }

        @Override
        public void pageRead(int items) {
            scopes.forEach(scope -> scope.pageRead(items));
        }

        @Override
        public void ended(Finished event) {
            reversed(scopes, scope -> scope.ended(event));
        }

        private static <S> void reversed(List<S> scopes, Consumer<S> event) {
            for (int i = scopes.size() - 1; i >= 0; i--) {
                event.accept(scopes.get(i));
            }
        }
    }
}
