package example.folder;

import io.modelkeep.DeleteReport;
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

/** The parts that all calls share: checks for close and interrupt, and events for the listener. */
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
        notify(to -> to.started(new StoreListener.Started(FolderProvider.NAME, operation)));
        String outcome = "defect";
        try {
            T result = work.get();
            boolean left = result instanceof DeleteReport<?> report && !report.complete();
            outcome = left ? "incomplete" : "ok";
            return result;
        } catch (RuntimeException failed) {
            outcome = failed.getClass().getSimpleName();
            throw failed;
        } finally {
            StoreListener.Finished event = new StoreListener.Finished(
                    FolderProvider.NAME, operation, outcome, Duration.ofNanos(time.nanoTime() - begun));
            notify(to -> to.finished(event));
        }
    }

    /** Refuses a call on a closed client, before any other check. */
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

    /** Passes an event to the listener, whose exceptions must not affect the call. */
    private void notify(Consumer<StoreListener> event) {
        try {
            event.accept(listeners.all());
        } catch (RuntimeException ignored) {
            System.getLogger("example.folder").log(System.Logger.Level.WARNING, "a listener fails");
        }
    }
}
