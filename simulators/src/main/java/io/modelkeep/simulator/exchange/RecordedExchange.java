package io.modelkeep.simulator.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request as a simulator received it, and what the simulator did about it.
 *
 * <p>Requests answered by faults, refused ones and those to unknown routes are recorded too. Thread-safe; only
 * {@link #changedState()} can change, where the request is carried out after its answer.
 */
public final class RecordedExchange {
    private final Optional<String> operation;
    private final Request request;
    private volatile boolean changedState;
    private final OptionalInt status;
    private final String responseBody;

    public RecordedExchange(Optional<String> operation, Request request, boolean changedState, Delivery.Sent sent) {
        this.operation = operation;
        this.request = request;
        this.changedState = changedState;
        this.status = sent.status();
        this.responseBody = sent.body();
    }

    /** The operation that method and path name, empty for an unknown route or a method that the route lacks. */
    public Optional<String> operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return request.method();
    }

    /** The path as sent, still percent-encoded. */
    public String path() {
        return request.rawPath();
    }

    /** The query as sent, still percent-encoded and without the question mark; empty where there was no question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(request.rawQuery());
    }

    /** All headers, each with all its values in the order received; names are found in upper or lower case. */
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    /** The bytes of the request body, none where it had no body; a fresh array on each call. */
    public byte[] body() {
        return request.body().toByteArray();
    }

    /** The request body read as UTF-8. */
    public String bodyText() {
        return request.body().utf8();
    }

    /** Whether the request has created or deleted something, whatever was said about it. */
    public boolean changedState() {
        return changedState;
    }

    public Request request() {
        return request;
    }

    public void carriedOutLater(boolean changed) {
        changedState = changed;
    }

    /** The status answered; empty where the connection was closed or left waiting instead. */
    public OptionalInt status() {
        return status;
    }

    /** The response body as sent, so half of it where it was cut; not kept for gzip bombs and endless bodies. */
    public String responseBody() {
        return responseBody;
    }

    public long heldBytes() {
        return (long) request.body().size() + responseBody.length();
    }

    /** Method, path and outcome on one line; never a header, a query or a body. */
    @Override
    public String toString() {
        return method() + " " + path() + " -> " + (status.isPresent() ? status.getAsInt() : "no answer")
                + (changedState ? ", state changed" : "");
    }
}
