package io.modelkeep.wandb.training.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;
import io.modelkeep.http.call.ValidationDetail;
import java.util.List;
import java.util.Optional;

/**
 * The format of the service's error answers: a JSON object with {@code detail}. The detail is a text or, in a 422, a
 * list of fields.
 */
public final class WandbTrainingErrors implements ErrorFormat {

    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    @Override
    public Optional<ServiceError> read(int status, JsonNode body) {
        JsonNode detail = body.path("detail");
        if (detail.isArray() && status == UNPROCESSABLE) {
            return Optional.of(ValidationDetail.read(detail));
        }
        // FastAPI sends the text alone. Gateways use the same field together with others (RFC 9457).
        if (!detail.isTextual() || detail.asText().isBlank() || body.size() != 1) {
            return Optional.empty();
        }
        // FastAPI sends exactly this text for any path that it does not route, so also for a wrong base URL. Other
        // frameworks add a period.
        boolean fromRouter = status == NOT_FOUND && detail.asText().strip().matches("(?i)not found\\.?");
        return Optional.of(new ServiceError(detail.asText(), List.of(), Optional.empty(), fromRouter));
    }
}
