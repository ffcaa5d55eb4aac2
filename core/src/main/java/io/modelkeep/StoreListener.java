package io.modelkeep;

import io.modelkeep.errors.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A listener that is notified of operations and requests on a {@link ModelkeepClient}, for metrics and logs. Events
 * contain route templates and ids of requests, but no ids of stored items and no credentials.
 *
 * <p>The listener is called on the threads that make the calls. It is also called on the threads that help a bulk
 * deletion or fetch pages ahead. Those threads do not see the caller's {@link ThreadLocal}s. A listener must therefore
 * be quick and thread-safe. An exception from a listener is logged once and otherwise ignored.
 */
public interface StoreListener {

    /** A listener that ignores all events. */
    StoreListener NONE = new StoreListener() {};

    /** Receives the start of an operation. */
    default void started(Started event) {}

    /** Receives the end of a request, with or without an answer. */
    default void attempted(Attempted event) {}

    /** Receives the announcement of a retry, before the wait. */
    default void retrying(Retrying event) {}

    /** Receives the end of an operation. */
    default void finished(Finished event) {}

    /** The start of an operation. */
    record Started(String provider, Operation operation) {}

    /**
     * The end of one attempt of a request.
     *
     * @param route the method and path template, such as {@code GET preview/models/{model_id}/checkpoints}
     * @param attempt the number of the attempt, from 1
     * @param status the HTTP status; empty if no answer arrived
     * @param requestId the id that the service gave the request, as in {@link StoreException#requestId()}; empty if
     *     it gave none
     * @param elapsed the time from requesting a connection to the end of the body
     */
    record Attempted(
            String provider,
            Operation operation,
            String route,
            int attempt,
            OptionalInt status,
            Optional<String> requestId,
            Duration elapsed) {}

    /**
     * An announced retry.
     *
     * @param attempt the number of the next attempt, from 2
     * @param reason the type of the failure, such as {@code RateLimitedException}
     * @param delay the wait before the attempt
     */
    record Retrying(String provider, Operation operation, String route, int attempt, String reason, Duration delay) {}

    /**
     * The end of an operation.
     *
     * @param outcome {@code ok}, {@code incomplete} for a deletion that left something, or the type of the
     *     exception thrown
     * @param elapsed the time of the whole operation, with waits and retries
     */
    record Finished(String provider, Operation operation, String outcome, Duration elapsed) {}
}
