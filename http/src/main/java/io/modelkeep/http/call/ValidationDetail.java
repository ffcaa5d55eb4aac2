package io.modelkeep.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.errors.InvalidRequestException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The field errors that FastAPI sends under {@code detail} for a request that it cannot validate. */
public final class ValidationDetail {

    private ValidationDetail() {}

    /** Reads the list of field errors. The first one becomes the message. */
    public static ServiceError read(JsonNode detail) {
        List<FieldError> fields = new ArrayList<>();
        detail.forEach(entry -> fields.add(
                new FieldError(location(entry.path("loc")), entry.path("msg").asText(""))));
        String message = fields.isEmpty()
                ? ""
                : fields.get(0).location() + " " + fields.get(0).message();
        return new ServiceError(message, fields, Optional.empty(), false);
    }

    private static String location(JsonNode loc) {
        List<String> parts = new ArrayList<>();
        loc.forEach(part -> parts.add(part.asText()));
        return String.join(".", parts);
    }
}
