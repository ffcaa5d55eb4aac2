package io.modelkeep.baseten.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of the service's error answers. Their schema is not published. The observed forms are a JSON object with
 * {@code message}, {@code error}, {@code detail} or {@code code}, and a list of texts.
 */
public final class BasetenErrors implements ErrorFormat {

    private static final int NOT_FOUND = 404;
    private static final List<String> WORDS = List.of("message", "error", "detail", "code");

    /** A limit above any wait that the client accepts, so that arithmetic on durations does not overflow. */
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

    @Override
    public Optional<ServiceError> read(int status, JsonNode body) {
        Optional<String> words = words(status, body);
        // No words distinguish the service's 404 from that of a gateway or framework, which answers 404 for any path
        // that it does not route.
        return words.map(message -> new ServiceError(message, List.of(), retryAfter(body), status == NOT_FOUND));
    }

    private static Optional<String> words(int status, JsonNode body) {
        if (body.isArray()) {
            return status == NOT_FOUND ? Optional.empty() : listed(body);
        }
        return WORDS.stream()
                .map(body::path)
                .filter(BasetenErrors::isText)
                .map(JsonNode::asText)
                .findFirst();
    }

    /**
     * Returns the texts of a list. Any server may answer with a list. Only a list of texts, and never one for a 404,
     * is the service's own.
     */
    private static Optional<String> listed(JsonNode body) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : body) {
            if (!isText(entry)) {
                return Optional.empty();
            }
            texts.add(entry.asText());
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank();
    }

    /** Returns the wait before a retry. The only published hint is a field of the body, in seconds. */
    private static Optional<Duration> retryAfter(JsonNode body) {
        JsonNode wait = body.path("retry_after");
        if (!wait.isNumber() || !Double.isFinite(wait.doubleValue()) || wait.doubleValue() < 0) {
            return Optional.empty();
        }
        BigDecimal seconds = wait.decimalValue().min(LONGEST_SECONDS);
        // Rounded up, because a retry a moment too early only wastes an attempt.
        return Optional.of(Duration.ofMillis(
                seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact()));
    }
}
