package example.folder;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.spi.ClientListeners;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What every call has in common: it minds close and interrupt, and tells the listener. */
final class FolderCalls {

    private final ClientListeners listeners;
    private final TimeSource time;
    private volatile boolean closed;

    FolderCalls(StoreConfig config) {
        this.listeners = new ClientListeners(config.listener());
        this.time = config.timeSource();
    }

    ListenerRegistration addListener(StoreListener added) {
        return listeners.add(added);
    }

    void close() {
        closed = true;
    }

    <T> T run(Operation operation, Supplier<T> work) {
        long begun = time.nanoTime();
        tell(to -> to.started(new StoreListener.Started(FolderProvider.NAME, operation)));
        String outcome = "ok";
        try {
            return work.get();
        } catch (RuntimeException failed) {
            outcome = failed.getClass().getSimpleName();
            throw failed;
        } finally {
            StoreListener.Finished event = new StoreListener.Finished(
                    FolderProvider.NAME, operation, outcome, Duration.ofNanos(time.nanoTime() - begun));
            tell(to -> to.finished(event));
        }
    }

    /** Refuses a call on closed stores, before anything else is looked at. */
    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the stores are closed");
        }
    }

    /** Ends a call whose thread was interrupted; the flag stays. */
    void checkNotCancelled(Operation operation) {
        if (Thread.currentThread().isInterrupted() || closed) {
            throw new CancelledException(details(operation, "the thread was interrupted or the stores were closed"));
        }
    }

    static ErrorDetails details(Operation operation, String problem) {
        return ErrorDetails.of(problem).provider(FolderProvider.NAME).operation(operation);
    }

    /** A listener must never harm a call. */
    private void tell(Consumer<StoreListener> event) {
        try {
            event.accept(listeners.all());
        } catch (RuntimeException ignored) {
            System.getLogger("example.folder").log(System.Logger.Level.WARNING, "a listener fails");
        }
    }
}
