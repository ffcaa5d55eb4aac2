package io.modelkeep.http.call;

import io.modelkeep.errors.InvalidRequestException.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service says in an error answer of its own shape.
 *
 * @param message its words; not yet safe to print
 * @param fieldErrors what it says of single fields; not yet safe to print
 * @param retryAfter how long it asks to wait, where it says so in the body
 * @param fromRouter whether a router that knows nothing of the service may say exactly the same of a wrong path
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
