package io.modelkeep.simulator.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that a simulator received, and its answer.
 *
 * <p>Requests answered by faults, refused requests and requests to unknown routes are recorded too. Thread-safe. Only
 * {@link #changedState()} can change, if the request is carried out after its answer.
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

    /** Returns the operation that method and path name, which is empty for an unknown route or method. */
    public Optional<String> operation() {
        return operation;
    }

    /** Returns the HTTP method. */
    public String method() {
        return request.method();
    }

    /** Returns the path as sent, percent-encoded. */
    public String path() {
        return request.rawPath();
    }

    /**
     * Returns the query as sent, percent-encoded and without the question mark. Empty if there was no question mark.
     */
    public Optional<String> query() {
        return Optional.ofNullable(request.rawQuery());
    }

    /** Returns all headers, each with all its values in the order received. Names are looked up ignoring case. */
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    /** Returns the bytes of the request body, empty if there was none, as a new array on each call. */
    public byte[] body() {
        return request.body().toByteArray();
    }

    /** Returns the request body, decoded as UTF-8. */
    public String bodyText() {
        return request.body().utf8();
    }

    /** Reports whether the request created or deleted something, whatever the answer was. */
    public boolean changedState() {
        return changedState;
    }

    public Request request() {
        return request;
    }

    public void carriedOutLater(boolean changed) {
        changedState = changed;
    }

    /** Returns the status of the answer, which is empty if the connection was closed or stalled. */
    public OptionalInt status() {
        return status;
    }

    /**
     * Returns the response body as sent, thus only half of it if it was cut. Bodies of gzip bombs and endless bodies
     * are not kept.
     */
    public String responseBody() {
        return responseBody;
    }

    public long heldBytes() {
        return (long) request.body().size() + responseBody.length();
    }

    /** Returns method, path and outcome on one line, without headers, query or body. */
    @Override
    public String toString() {
        return method() + " " + path() + " -> " + (status.isPresent() ? status.getAsInt() : "no answer")
                + (changedState ? ", state changed" : "");
    }
}
