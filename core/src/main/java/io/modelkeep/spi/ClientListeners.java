package io.modelkeep.spi;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.StoreListener;
import io.modelkeep.internal.config.ListenerGroup;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listeners of one open client: that of the configuration, and those that are added later. A provider creates one
 * instance for each client, notifies {@link #all()}, and implements {@link io.modelkeep.ModelkeepClient#addListener}
 * with {@link #add}. Thread-safe.
 */
public final class ClientListeners {

    private final CopyOnWriteArrayList<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private final StoreListener all = ListenerGroup.ofCurrent(listeners);

    /** Creates the listeners of a client that was opened with this configured listener. */
    public ClientListeners(StoreListener configured) {
        listeners.add(configured);
    }

    /** Returns one listener that passes each event to the listeners present at that time. */
    public StoreListener all() {
        return all;
    }

    /** Adds a listener, as {@link io.modelkeep.ModelkeepClient#addListener} specifies. */
    public ListenerRegistration add(StoreListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        AtomicBoolean present = new AtomicBoolean(true);
        return () -> {
            if (present.compareAndSet(true, false)) {
                remove(listener);
            }
        };
    }

    /** Removes a listener by identity, because another listener may be equal to it. */
    private synchronized void remove(StoreListener listener) {
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i) == listener) {
                listeners.remove(i);
                return;
            }
        }
    }
}
