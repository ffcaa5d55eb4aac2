package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.internal.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The errors of the Baseten management API.
 *
 * <p>Its specification has none. The shape of {@code code} and {@code message} and the code {@code VALIDATION_ERROR} are
 * those its own <a href="https://github.com/basetenlabs/baseten-cli">command line client</a> is tested with; that of 429
 * is <a href="https://docs.baseten.co/reference/management-api/rate-limits">documented</a>.
 */
final class BasetenErrorAnswers {
    private BasetenErrorAnswers() {}

    static Refusal notFound(String what) {
        return new Refusal(error(404, "NOT_FOUND", what + " not found"));
    }

    static Refusal invalid(String message) {
        return new Refusal(error(400, "VALIDATION_ERROR", message));
    }

    /** A refusal to do what the state forbids, with the status that was chosen for it. */
    static Refusal refused(int status, String message) {
        return new Refusal(error(status, "VALIDATION_ERROR", message));
    }

    static Refusal unauthorized(String message) {
        return new Refusal(error(401, "UNAUTHORIZED", message));
    }

    static Refusal forbidden(String message) {
        return new Refusal(error(403, "FORBIDDEN", message));
    }

    static Answer methodNotAllowed(String allow) {
        return error(405, "METHOD_NOT_ALLOWED", "Method not allowed").withHeader("Allow", allow);
    }

    /** The time to wait stands in the body alone. */
    static Refusal tooManyRequests(long retryAfterSeconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", "Rate limit exceeded. Please try again later.");
        json.put("retry_after", retryAfterSeconds);
        return new Refusal(Answer.json(429, json));
    }

    /** What a web framework says to a path that leads nowhere: the service's own errors are JSON. */
    static Answer unrouted() {
        return Answer.text(
                404,
                "text/html",
                "<!doctype html><html lang=\"en\"><head><title>Not Found</title></head>"
                        + "<body><h1>Not Found</h1></body></html>\n");
    }

    private static Answer error(int status, String code, String message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("message", message);
        return Answer.json(status, json);
    }
}
