package io.modelkeep.errors;

import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The request is not valid. Correct the call.
 *
 * <p>Without a {@link #statusCode()}, the library refused the call and sent nothing. With one, the service refused it
 * (400, 422, other 4xx) and changed nothing.
 */
public final class InvalidRequestException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Holds a serializable copy that the constructor makes. */
    @SuppressWarnings("serial")
    private final List<FieldError> fieldErrors;

    public InvalidRequestException(ErrorDetails details) {
        this(details, List.of());
    }

    public InvalidRequestException(ErrorDetails details, List<FieldError> fieldErrors) {
        super(details, null);
        this.fieldErrors = List.copyOf(fieldErrors);
    }

    /** Returns the errors that the service reports for single fields. The list is empty if the service reports none. */
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
     * A field that the service did not accept. Both texts are made safe to print.
     *
     * @param location the place of the field, such as {@code body.steps.0}
     * @param message the reason, in the service's words
     */
    public record FieldError(String location, String message) implements Serializable {

        private static final int MAX_TEXT = 512;

        /** Creates an error whose texts are each on one line and at most 512 characters long. */
        public FieldError {
            location = SafeText.of(location, MAX_TEXT);
            message = SafeText.of(message, MAX_TEXT);
        }
    }
}
