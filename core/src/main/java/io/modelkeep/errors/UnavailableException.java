package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The service could not be reached or failed (connection, timeout, 408, 5xx), and nothing was changed by this call, or it
 * only reads: repeat later, unless it is not {@link #retryable()}, as with a certificate that is not trusted.
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
