package io.modelkeep.spi;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.StoreListener;
import io.modelkeep.internal.config.ContainedListener;
import io.modelkeep.internal.config.ListenerGroup;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of one open client: that of the configuration, and those that are added later. An exception from a
 * listener is logged once, and affects neither the call nor the other listeners. Thread-safe.
 */
public final class ClientListeners {

    private final CopyOnWriteArrayList<ContainedListener> listeners = new CopyOnWriteArrayList<>();
    private final StoreListener all = ListenerGroup.ofCurrent(listeners);

    /** Creates the listeners of a client that was opened with this configured listener. */
    public ClientListeners(StoreListener configured) {
        if (configured != StoreListener.NONE) {
            listeners.add(new ContainedListener(configured));
        }
    }

    /** Returns whether there is no listener at this time. */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Returns one listener that passes each event to the listeners present at that time. */
    public StoreListener all() {
        return all;
    }

    /** Adds a listener, as {@link io.modelkeep.ModelkeepClient#addListener} specifies. */
    public ListenerRegistration add(StoreListener listener) {
        // The wrapper has an identity, and another listener may be equal to this one.
        ContainedListener added = new ContainedListener(Objects.requireNonNull(listener, "listener"));
        listeners.add(added);
        return () -> listeners.remove(added);
    }
}
