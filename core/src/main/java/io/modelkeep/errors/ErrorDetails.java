package io.modelkeep.errors;

import io.modelkeep.Operation;
import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The details of a {@link StoreException}, such as its operation, the answer of the service, and the number of
 * attempts. Immutable. Each method with an argument returns a changed copy.
 *
 * <p>Never include a credential, a request header or a URL query, because all details may be printed.
 */
public final class ErrorDetails implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_REQUEST_ID = 128;

    private final String problem;
    private final @Nullable String provider;
    private final @Nullable Operation operation;
    private final @Nullable String subject;
    private final @Nullable Integer statusCode;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final int attempts;
    private final boolean nonRetryable;

    private ErrorDetails(
            String problem,
            @Nullable String provider,
            @Nullable Operation operation,
            @Nullable String subject,
            @Nullable Integer statusCode,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            int attempts,
            boolean nonRetryable) {
        this.problem = problem;
        this.provider = provider;
        this.operation = operation;
        this.subject = subject;
        this.statusCode = statusCode;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
        this.attempts = attempts;
        this.nonRetryable = nonRetryable;
    }

    /** Creates details that contain only the problem and, where it helps, the remedy. */
    public static ErrorDetails of(String problem) {
        return new ErrorDetails(problem, null, null, null, null, null, null, 0, false);
    }

    /** Returns a copy with another description of the problem. */
    public ErrorDetails problem(String newProblem) {
        return new ErrorDetails(
                newProblem, provider, operation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** Returns a copy with the provider's name. */
    public ErrorDetails provider(String name) {
        return new ErrorDetails(
                problem, name, operation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** Returns a copy with the operation that failed. */
    public ErrorDetails operation(Operation newOperation) {
        return new ErrorDetails(
                problem, provider, newOperation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /**
     * Returns a copy with the subject of the operation, such as an id. In the message, the subject follows the
     * operation.
     */
    public ErrorDetails subject(String newSubject) {
        return new ErrorDetails(
                problem, provider, operation, newSubject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** Returns a copy with the HTTP status of the answer. */
    public ErrorDetails statusCode(int code) {
        return new ErrorDetails(
                problem, provider, operation, subject, code, requestId, retryAfter, attempts, nonRetryable);
    }

    /** Returns a copy with the id that the service gave the request. The id is made safe to print. */
    public ErrorDetails requestId(String id) {
        return new ErrorDetails(
                problem,
                provider,
                operation,
                subject,
                statusCode,
                SafeText.of(id, MAX_REQUEST_ID),
                retryAfter,
                attempts,
                nonRetryable);
    }

    /** Returns a copy with the wait that the service asked for. */
    public ErrorDetails retryAfter(Duration wait) {
        return new ErrorDetails(
                problem, provider, operation, subject, statusCode, requestId, wait, attempts, nonRetryable);
    }

    /** Returns a copy with the number of attempts. */
    public ErrorDetails attempts(int number) {
        return new ErrorDetails(
                problem, provider, operation, subject, statusCode, requestId, retryAfter, number, nonRetryable);
    }

    /** Returns a copy for a failure that would occur again. The same call must not be retried unchanged. */
    public ErrorDetails nonRetryable() {
        return new ErrorDetails(
                problem, provider, operation, subject, statusCode, requestId, retryAfter, attempts, true);
    }

    boolean isLasting() {
        return nonRetryable;
    }

    Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    Optional<Operation> operation() {
        return Optional.ofNullable(operation);
    }

    OptionalInt statusCode() {
        return statusCode == null ? OptionalInt.empty() : OptionalInt.of(statusCode);
    }

    Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    int attempts() {
        return attempts;
    }

    /** Returns a message such as {@code baseten: get model abc123: not found (HTTP 404, request 7f03, 2 attempts)}. */
    String message() {
        StringBuilder text = new StringBuilder();
        if (provider != null) {
            text.append(provider).append(": ");
        }
        if (operation != null) {
            text.append(operation.label());
            if (subject != null) {
                text.append(' ').append(subject);
            }
            text.append(": ");
        }
        text.append(problem);
        StringBuilder answer = new StringBuilder();
        if (statusCode != null) {
            answer.append("HTTP ").append(statusCode);
        }
        if (requestId != null) {
            answer.append(answer.isEmpty() ? "" : ", ").append("request ").append(requestId);
        }
        if (attempts > 1) {
            answer.append(answer.isEmpty() ? "" : ", ").append(attempts).append(" attempts");
        }
        return answer.isEmpty() ? text.toString() : text + " (" + answer + ")";
    }
}
