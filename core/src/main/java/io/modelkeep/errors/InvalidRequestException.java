package io.modelkeep.errors;

import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What was asked cannot be done as asked: correct the call.
 *
 * <p>Without a {@link #statusCode()} it was refused here, and nothing was sent. With one, the service refused it (400, 422,
 * other 4xx) and changed nothing.
 */
public final class InvalidRequestException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Copied on construction into a list that is serialisable. */
    @SuppressWarnings("serial")
    private final List<FieldError> fieldErrors;

    public InvalidRequestException(ErrorDetails details) {
        this(details, List.of());
    }

    public InvalidRequestException(ErrorDetails details, List<FieldError> fieldErrors) {
        super(details, null);
        this.fieldErrors = List.copyOf(fieldErrors);
    }

    /** What the service says of single fields; empty where it says nothing. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }

    @Override
    void addTo(Map<String, Object> map) {
        if (!fieldErrors.isEmpty()) {
            map.put(
                    "fieldErrors",
                    fieldErrors.stream()
                            .map(error -> Map.of("location", error.location(), "message", error.message()))
                            .toList());
        }
    }

    /**
     * One field that the service did not accept; both texts are made safe to print.
     *
     * @param location where, such as {@code body.steps.0}
     * @param message why, in the service's words
     */
    public record FieldError(String location, String message) implements Serializable {

        private static final int MAX_TEXT = 512;

        /** Keeps the service's words on one line and cuts them. */
        public FieldError {
            location = SafeText.of(location, MAX_TEXT);
            message = SafeText.of(message, MAX_TEXT);
        }
    }
}
