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
 * What a {@link StoreException} tells beside its type: where it happened, what the service answered, how often it was
 * tried. Immutable; each method with an argument returns a changed copy.
 *
 * <p>Never put a credential, a request header or a URL query in here: everything may be printed.
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

    /** Details that say only what is wrong, and where it helps, what to do about it. */
    public static ErrorDetails of(String problem) {
        return new ErrorDetails(problem, null, null, null, null, null, null, 0, false);
    }

    /** The same, with other words for what is wrong. */
    public ErrorDetails problem(String newProblem) {
        return new ErrorDetails(
                newProblem, provider, operation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** The same, at a provider, by its name. */
    public ErrorDetails provider(String name) {
        return new ErrorDetails(
                problem, name, operation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** The same, while doing an operation. */
    public ErrorDetails operation(Operation newOperation) {
        return new ErrorDetails(
                problem, provider, newOperation, subject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** The same, about something: an id, as it reads behind the operation. */
    public ErrorDetails subject(String newSubject) {
        return new ErrorDetails(
                problem, provider, operation, newSubject, statusCode, requestId, retryAfter, attempts, nonRetryable);
    }

    /** The same, with the HTTP status the service answered. */
    public ErrorDetails statusCode(int code) {
        return new ErrorDetails(
                problem, provider, operation, subject, code, requestId, retryAfter, attempts, nonRetryable);
    }

    /** The same, with the id the service gave the request, made safe to print. */
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

    /** The same, with how long the service asked to wait. */
    public ErrorDetails retryAfter(Duration wait) {
        return new ErrorDetails(
                problem, provider, operation, subject, statusCode, requestId, wait, attempts, nonRetryable);
    }

    /** The same, after a number of requests. */
    public ErrorDetails attempts(int number) {
        return new ErrorDetails(
                problem, provider, operation, subject, statusCode, requestId, retryAfter, number, nonRetryable);
    }

    /** The same, of a failure that would come again: the call is not to be repeated as it is. */
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

    /** Such as {@code baseten: get model abc123: not found (HTTP 404, request 7f03, 2 attempts)}. */
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
