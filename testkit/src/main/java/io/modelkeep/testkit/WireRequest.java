package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as the server received it. Immutable.
 *
 * @param operation what its method and path stand for; empty for one that belongs to no operation, such as a health check
 * @param method the HTTP method
 * @param path the path as sent, percent-encoded
 * @param query the query as sent; empty where there was none
 * @param headers all headers with their values in order
 * @param body the body as text; empty where there was none
 * @param changedState whether it created or deleted something, whatever was answered
 */
public record WireRequest(
        Optional<Operation> operation,
        String method,
        String path,
        Optional<String> query,
        Map<String, List<String>> headers,
        String body,
        boolean changedState) {

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    /** Method and path; never a header or a query, which may hold a credential. */
    @Override
    public String toString() {
        return method + " " + path + (changedState ? " (changed state)" : "");
    }
}
