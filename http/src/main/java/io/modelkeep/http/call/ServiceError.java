package io.modelkeep.http.call;

import io.modelkeep.errors.InvalidRequestException.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of an error answer in the service's own format.
 *
 * @param message the service's text; not yet safe to print
 * @param fieldErrors the errors of single fields; not yet safe to print
 * @param retryAfter the wait that the body asks for, or null
 * @param fromRouter whether a router that does not know the service may send exactly the same answer for a wrong path
 */
public record ServiceError(
        String message,
        List<FieldError> fieldErrors,
        @Nullable Duration retryAfter,
        boolean fromRouter) {

    public Optional<Duration> asksToWait() {
        return Optional.ofNullable(retryAfter);
    }
}
