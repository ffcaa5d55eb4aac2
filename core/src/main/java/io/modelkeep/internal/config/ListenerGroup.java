package io.modelkeep.internal.config;

import io.modelkeep.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A group of listeners that acts as one. The listeners are notified in the order in which they were added. An exception
 * from one listener does not keep an event from the others. Thread-safe if the listeners are.
 */
public final class ListenerGroup implements StoreListener {

    private final List<StoreListener> listeners;

    private ListenerGroup(List<StoreListener> listeners) {
        this.listeners = listeners;
    }

    /** Returns one listener that stands for all of these. */
    public static StoreListener of(List<StoreListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> StoreListener.NONE;
            case 1 -> listeners.get(0);
            default -> new ListenerGroup(List.copyOf(listeners));
        };
    }

    /** Returns one listener that stands for the listeners that are in the list at the time of each event. */
    public static StoreListener ofCurrent(CopyOnWriteArrayList<StoreListener> listeners) {
        return new ListenerGroup(listeners);
    }

    @Override
    public void started(Started event) {
        forEach(listener -> listener.started(event));
    }

    @Override
    public void attempted(Attempted event) {
        forEach(listener -> listener.attempted(event));
    }

    @Override
    public void retrying(Retrying event) {
        forEach(listener -> listener.retrying(event));
    }

    @Override
    public void finished(Finished event) {
        forEach(listener -> listener.finished(event));
    }

    /**
     * Notifies every listener, then throws the first error or, without one, the first exception. The caller can then
     * log it.
     */
    private void forEach(Consumer<StoreListener> event) {
        RuntimeException thrown = null;
        Error error = null;
        for (StoreListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                thrown = thrown == null ? e : thrown;
            } catch (Error e) {
                error = error == null ? e : error;
            }
        }
        if (error != null) {
            throw error;
        }
        if (thrown != null) {
            throw thrown;
        }
    }
}
