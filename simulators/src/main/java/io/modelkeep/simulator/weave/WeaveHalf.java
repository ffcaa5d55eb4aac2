package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.RequestValues;
import java.util.List;
import java.util.Optional;

/** The first half of the digests in a request to delete versions, in query or body. */
final class WeaveHalf {
    private WeaveHalf() {}

    static Optional<Request> of(Request request) {
        List<String> query = request.queryValues("digests");
        if (!query.isEmpty()) {
            List<String> half = query.subList(0, query.size() / 2);
            return half.isEmpty()
                    ? Optional.empty()
                    : Optional.of(request.withQuery("digests=" + String.join("&digests=", half)));
        }
        JsonNode body = new RequestValues().json(request);
        return body == null ? Optional.empty() : ofBody(request, body.deepCopy());
    }

    private static Optional<Request> ofBody(Request request, JsonNode body) {
        JsonNode digests = body instanceof ObjectNode ? body.path("digests") : body;
        if (!(digests instanceof ArrayNode array) || array.size() < 2) {
            return Optional.empty();
        }
        for (int kept = array.size() / 2; array.size() > kept; ) {
            array.remove(array.size() - 1);
        }
        return Optional.of(request.withBody(JsonText.write(body)));
    }
}
