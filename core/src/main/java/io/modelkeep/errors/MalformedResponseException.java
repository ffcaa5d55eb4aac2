package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The answer does not have the provider's own format. Examples are a success with an unusable body, a redirect, a
 * foreign 404, and a page token that leads nowhere. No part of the answer was trusted. Check the base URL and every
 * proxy or gateway on the way to the service.
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
