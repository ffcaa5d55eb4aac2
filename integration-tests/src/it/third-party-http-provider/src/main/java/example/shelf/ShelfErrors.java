package example.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;

import java.util.Optional;

/** The format of a Shelf server's errors: {@code {"error": {"code": "...", "message": "..."}}}. */
final class ShelfErrors implements ErrorFormat {

    @Override
    public Optional<ServiceError> read(int status, JsonNode body) {
        JsonNode error = body.path("error");
        String code = error.path("code").asText("");
        if (code.isEmpty() || !error.path("message").isTextual() || code.equals("no_route")) {
            // Any server may have sent it. The code no_route is about the path, and says nothing about an item.
            return Optional.empty();
        }
        return Optional.of(ServiceError.of(error.path("message").asText()));
    }
}
