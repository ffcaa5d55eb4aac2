package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The service does not accept the key (401). Nothing was done. Correct or renew the key. */
public final class AuthenticationException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public AuthenticationException(ErrorDetails details) {
        this(details, null);
    }

    public AuthenticationException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
