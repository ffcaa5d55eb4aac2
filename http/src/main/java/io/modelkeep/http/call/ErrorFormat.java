package io.modelkeep.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Knows what a service's own error answers look like; whatever else comes is not the service's and not believed. */
@FunctionalInterface
public interface ErrorFormat {

    /**
     * What the service says; empty where this is none of its answers.
     *
     * @param status the HTTP status, not 2xx
     * @param body the answer's JSON
     */
    Optional<ServiceError> read(int status, JsonNode body);
}
