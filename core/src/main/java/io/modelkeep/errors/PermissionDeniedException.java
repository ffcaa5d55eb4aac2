package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The key is good but may not do this (403): nothing was done; use another key or ask for the right.
 */
public final class PermissionDeniedException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public PermissionDeniedException(ErrorDetails details) {
        this(details, null);
    }

    public PermissionDeniedException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
