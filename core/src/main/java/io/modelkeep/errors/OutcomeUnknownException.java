package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The request was sent and may have been carried out, and no answer or read could decide. Check the service before
 * retrying.
 */
public final class OutcomeUnknownException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(ErrorDetails details) {
        this(details, null);
    }

    public OutcomeUnknownException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
