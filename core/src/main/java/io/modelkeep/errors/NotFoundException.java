package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The service says, in its own words, that what the call is about does not exist (404): correct the id, or go on without.
 *
 * <p>A 404 that is not in the provider's own shape is a {@link MalformedResponseException} instead.
 */
public final class NotFoundException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public NotFoundException(ErrorDetails details) {
        this(details, null);
    }

    public NotFoundException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
