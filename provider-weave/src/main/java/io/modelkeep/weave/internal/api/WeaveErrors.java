package io.modelkeep.weave.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;
import io.modelkeep.http.call.ValidationDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The form of the service's error answers: a JSON object with {@code reason}. A 422 of the web framework has
 * {@code detail} instead, a list of invalid fields.
 */
public final class WeaveErrors implements ErrorFormat {

    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    /** The fields of the service's own 404. Cluster gateways send {@code reason} too, but with other fields. */
    private static final Set<String> NOT_FOUND_FIELDS =
            Set.of("reason", "deleted_at", "error_code", "missing_object_digests");

    @Override
    public Optional<ServiceError> read(int status, JsonNode body) {
        JsonNode reason = body.path("reason");
        if (reason.isTextual() && !reason.asText().isBlank()) {
            return status == NOT_FOUND && !isOwn404(body)
                    ? Optional.empty()
                    : Optional.of(ServiceError.of(reason.asText()));
        }
        JsonNode detail = body.path("detail");
        return status == UNPROCESSABLE && detail.isArray()
                ? Optional.of(ValidationDetail.read(detail))
                : Optional.empty();
    }

    /** Returns whether the service rejected this field of the request's body as unknown, as older servers do. */
    static boolean refuses(String field, StoreException failure) {
        return failure instanceof InvalidRequestException invalid
                && invalid.statusCode().orElse(0) == UNPROCESSABLE
                && invalid.fieldErrors().stream()
                        .anyMatch(error -> error.location().equals("body." + field));
    }

    private static boolean isOwn404(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return NOT_FOUND_FIELDS.containsAll(names);
    }
}
