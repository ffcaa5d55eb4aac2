package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The state of the item does not allow the call (409, 412), or the item changed during the call. Read the item again,
 * then decide.
 */
public final class ConflictException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public ConflictException(ErrorDetails details) {
        this(details, null);
    }

    public ConflictException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
