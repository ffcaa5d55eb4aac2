package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The service could not be reached or failed (connection, timeout, 408, 5xx). The call changed nothing, or it only
 * reads. Retry later if the exception is {@link #retryable()}. For example, an untrusted certificate is not retryable.
 */
public final class UnavailableException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public UnavailableException(ErrorDetails details) {
        this(details, null);
    }

    public UnavailableException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }

    @Override
    public boolean retryable() {
        return !isLasting();
    }
}
