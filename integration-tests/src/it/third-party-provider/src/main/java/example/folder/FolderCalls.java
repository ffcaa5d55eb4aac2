package example.folder;

import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.spi.Instrumentation;

import java.util.function.Supplier;

/** What every call has in common: closing, interrupts and events for the listener. */
final class FolderCalls {

    private final Instrumentation instrumentation;
    private volatile boolean closed;

    FolderCalls(StoreConfig config) {
        this.instrumentation = new Instrumentation(FolderProvider.NAME, config);
    }

    void close() {
        closed = true;
    }

    <T> T run(Operation operation, Supplier<T> work) {
        return instrumentation.run(operation, work);
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
}
