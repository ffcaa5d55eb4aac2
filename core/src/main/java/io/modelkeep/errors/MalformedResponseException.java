package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The answer is not the provider's own: a success with an unusable body, a redirect, a foreign 404, a page that leads
 * nowhere. Check the base URL and what stands between; nothing of the answer was believed.
 */
public final class MalformedResponseException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public MalformedResponseException(ErrorDetails details) {
        this(details, null);
    }

    public MalformedResponseException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
