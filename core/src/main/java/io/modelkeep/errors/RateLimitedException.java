package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The service asks to slow down (429), and the allowed attempts are used up. The last attempt changed nothing. Wait for
 * {@link #retryAfter()} and retry.
 */
public final class RateLimitedException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public RateLimitedException(ErrorDetails details) {
        this(details, null);
    }

    public RateLimitedException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
