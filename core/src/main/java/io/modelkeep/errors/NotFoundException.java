package io.modelkeep.errors;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The service reports, in its own format, that the requested item does not exist (404). Correct the id, or continue
 * without the item.
 *
 * <p>A 404 in another format is a {@link MalformedResponseException} instead.
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
