package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.internal.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The error answers of the Baseten management API.
 *
 * <p>The specification of the API defines no errors. The fields {@code code} and {@code message} and the code {@code
 * VALIDATION_ERROR} come from the tests of Baseten's <a href="https://github.com/basetenlabs/baseten-cli">command
 * line client</a>. The error for 429 is <a
 * href="https://docs.baseten.co/reference/management-api/rate-limits">documented</a>.
 */
final class BasetenErrorAnswers {
    private BasetenErrorAnswers() {}

    static Refusal notFound(String what) {
        return new Refusal(error(404, "NOT_FOUND", what + " not found"));
    }

    static Refusal invalid(String message) {
        return new Refusal(error(400, "VALIDATION_ERROR", message));
    }

    /** Returns the refusal of a change that the state forbids, with the chosen status. */
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

    /** Returns the refusal for too many requests. Only the body states the time to wait. */
    static Refusal tooManyRequests(long retryAfterSeconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", "Rate limit exceeded. Please try again later.");
        json.put("retry_after", retryAfterSeconds);
        return new Refusal(Answer.json(429, json));
    }

    /**
     * Returns the 404 of a web framework for an unknown path. It is HTML, although the errors of the service itself
     * are JSON.
     */
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
