package example.folder;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.spi.Instrumentation;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The parts that all calls share: checks for close and interrupt, and events for the listeners. */
final class FolderCalls {

    private final Instrumentation instrumentation;
    private volatile boolean closed;

    FolderCalls(StoreConfig config) {
        this.instrumentation = new Instrumentation(FolderProvider.NAME, config);
    }

    ListenerRegistration addListener(StoreListener listener) {
        return instrumentation.addListener(listener);
    }

    Optional<Executor> prefetchExecutor() {
        return instrumentation.prefetchExecutor();
    }

    void close() {
        closed = true;
    }

    <T> T run(Operation operation, Supplier<T> work) {
        return instrumentation.run(operation, work);
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
}
