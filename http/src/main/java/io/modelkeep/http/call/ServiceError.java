package io.modelkeep.http.call;

import io.modelkeep.errors.InvalidRequestException.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of an error answer in the service's own format.
 *
 * <p>The toolkit removes credentials and control characters from all texts and limits their length, so an {@link
 * ErrorFormat} passes them on as the service sent them.
 *
 * @param message the service's text
 * @param fieldErrors the errors of single fields
 * @param retryAfter the wait that the body asks for; the header {@code Retry-After} takes precedence
 * @param fromRouter whether a router that does not know the service may send exactly the same answer for a wrong path.
 *     It matters for a 404 only; see {@link Reply#maybeRouter()}
 */
public record ServiceError(
        String message, List<FieldError> fieldErrors, Optional<Duration> retryAfter, boolean fromRouter) {

    /** Checks that no component is null. */
    public ServiceError {
        Objects.requireNonNull(message, "message");
        fieldErrors = List.copyOf(fieldErrors);
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Creates an error that consists of a text, and that no other server sends. */
    public static ServiceError of(String message) {
        return new ServiceError(message, List.of(), Optional.empty(), false);
    }
}
