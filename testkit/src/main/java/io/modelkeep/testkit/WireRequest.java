package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the server received it. Immutable.
 *
 * @param operation the operation that the method and path belong to, or empty if they belong to no operation, as for a
 *     health check
 * @param method the HTTP method
 * @param path the path as sent, percent-encoded
 * @param query the query as sent, or empty if there was none
 * @param headers all headers with their values in order
 * @param body the body as text, or an empty text if there was none
 * @param changedState whether the request created or deleted something, whatever the answer was
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

    /** Returns the method and path. Headers and the query are omitted, because they may contain a credential. */
    @Override
    public String toString() {
        return method + " " + path + (changedState ? " (changed state)" : "");
    }
}
