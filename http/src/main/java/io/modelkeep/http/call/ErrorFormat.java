package io.modelkeep.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The format of a service's own error answers. An answer in any other format is not from the service, and is not
 * trusted.
 */
@FunctionalInterface
public interface ErrorFormat {

    /**
     * Reads an error answer.
     *
     * @param status the HTTP status, not 2xx
     * @param body the answer's JSON
     * @return the error, or empty if the answer is not in the service's own format
     */
    Optional<ServiceError> read(int status, JsonNode body);
}
