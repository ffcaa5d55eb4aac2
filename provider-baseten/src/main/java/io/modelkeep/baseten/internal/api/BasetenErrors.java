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
import org.jspecify.annotations.Nullable;

/**
 * The service's error answers. No schema of them is published: seen are a JSON object with {@code message}, {@code error},
 * {@code detail} or {@code code}, and a list of texts.
 */
public final class BasetenErrors implements ErrorFormat {

    private static final int NOT_FOUND = 404;
    private static final List<String> WORDS = List.of("message", "error", "detail", "code");

    /** Beyond any wait that is waited; keeps arithmetic on durations far from overflowing. */
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

    @Override
    public Optional<ServiceError> read(int status, JsonNode body) {
        Optional<String> words = words(status, body);
        // No words tell its 404 from those of gateways and frameworks, which give them of any path that they do not
        // route.
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

    /** Any server may answer a list; only texts, and never in place of a thing that is not there, are the service's. */
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

    /** The one hint about a wait that is published stands in the body, in seconds. */
    private static @Nullable Duration retryAfter(JsonNode body) {
        JsonNode wait = body.path("retry_after");
        if (!wait.isNumber() || !Double.isFinite(wait.doubleValue()) || wait.doubleValue() < 0) {
            return null;
        }
        BigDecimal seconds = wait.decimalValue().min(LONGEST_SECONDS);
        // Rounded up, for a repetition a moment too early only wastes an attempt.
        return Duration.ofMillis(
                seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
