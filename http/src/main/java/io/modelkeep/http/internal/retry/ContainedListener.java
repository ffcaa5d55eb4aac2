package io.modelkeep.http.internal.retry;

import io.modelkeep.StoreListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A wrapper that passes events to a listener and keeps its exceptions away from the calls it observes. */
public final class ContainedListener {

    private static final System.Logger LOG = System.getLogger("io.modelkeep");

    private final StoreListener listener;
    private final AtomicBoolean complained = new AtomicBoolean();

    public ContainedListener(StoreListener listener) {
        this.listener = listener;
    }

    public void tell(Consumer<StoreListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable thrown) {
            // Errors too: a metrics library of the wrong version must not cost the caller the report of a deletion.
            if (complained.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a listener threw {0}; further exceptions of this listener are not logged",
                        thrown.getClass().getName());
            }
        }
    }
}
