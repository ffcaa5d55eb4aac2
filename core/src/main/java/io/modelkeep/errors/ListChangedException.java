package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The list changed while it was read, and the rest of it cannot be reached from its page token: list again from the
 * beginning. Says nothing about whether the parent of the list exists.
 */
public final class ListChangedException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public ListChangedException(ErrorDetails details) {
        this(details, null);
    }

    public ListChangedException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
