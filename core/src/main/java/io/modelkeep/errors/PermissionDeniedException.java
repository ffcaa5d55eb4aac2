package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The key is valid, but lacks the permission for this request (403). Nothing was done. Use another key or request the
 * permission.
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
