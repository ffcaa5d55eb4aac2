package io.modelkeep.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The format of a service's own error answers. An answer in any other format is not from the service, and is not
 * trusted. Then a 404 does not deny an item, and a 400 is not a refusal. A 5xx may come from a gateway while the service
 * still processes the request.
 */
@FunctionalInterface
public interface ErrorFormat {

    /**
     * Reads an error answer. An exception has the same meaning as an empty result.
     *
     * @param status the HTTP status, not 2xx
     * @param body the answer's JSON; a body that is not JSON is never passed
     * @return the error, or empty if the answer is not in the service's own format. Also empty for a 404 that is
     *     certainly about the path and not about an item
     */
    Optional<ServiceError> read(int status, JsonNode body);
}
