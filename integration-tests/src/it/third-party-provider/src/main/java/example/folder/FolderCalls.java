package example.folder;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The common part of every call: it observes close and interrupt, and notifies the listener. */
final class FolderCalls {

    private final StoreListener listener;
    private final TimeSource time;
    private volatile boolean closed;

    FolderCalls(StoreConfig config) {
        this.listener = config.listener();
        this.time = config.timeSource();
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

    /** Ends a call whose thread was interrupted. The flag stays set. */
    void checkNotCancelled(Operation operation) {
        if (Thread.currentThread().isInterrupted() || closed) {
            throw new CancelledException(details(operation, "the thread was interrupted or the stores were closed"));
        }
    }

    static ErrorDetails details(Operation operation, String problem) {
        return ErrorDetails.of(problem).provider(FolderProvider.NAME).operation(operation);
    }

    /** Notifies the listener. An exception of a listener never affects a call. */
    private void tell(Consumer<StoreListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException ignored) {
            System.getLogger("example.folder").log(System.Logger.Level.WARNING, "a listener fails");
        }
    }
}
