package io.modelkeep.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;
import io.modelkeep.http.internal.json.StrictJson;
import io.modelkeep.http.internal.retry.RetryAfter;
import io.modelkeep.http.json.BodyReader;
import io.modelkeep.http.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bytes read as a client reads answers; what is no IOException is a defect, and passes through. */
public final class Answers {

    private static final JsonMapper JSON = StrictJson.mapper(StrictJson.factory(8 << 20));
    private static final List<Integer> FAILURES = List.of(302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503);

    private Answers() {}

    /** The answer as such a body; empty where it is damaged. */
    public static <T> Optional<T> body(byte[] answer, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(answer, type));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** The answer as such a body, walked through; empty where it is damaged. */
    public static <T> Optional<T> body(byte[] answer, BodyReader.Reading<T> reading) {
        try (JsonParser parser = JSON.getFactory().createParser(answer)) {
            JsonReader json = new JsonReader(parser);
            json.begin();
            T body = reading.read(json);
            json.end();
            return Optional.of(body);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Reads the answer as each kind of failure. */
    public static void errors(byte[] answer, ErrorFormat shape) {
        Optional<JsonNode> tree = StrictJson.tree(JSON.reader(), answer);
        tree.ifPresent(
                json -> FAILURES.forEach(status -> shape.read(status, json).ifPresent(said -> check(said))));
    }

    private static void check(ServiceError said) {
        Duration wait = said.retryAfter().orElse(Duration.ZERO);
        if (wait.isNegative() || wait.compareTo(RetryAfter.LONGEST) > 0) {
            throw new AssertionError("a wait of " + wait);
        }
    }
}
