package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The list changed during the read, and its remaining pages cannot be reached with the page token. List again from the
 * beginning. The exception does not mean that the parent of the list is missing.
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
