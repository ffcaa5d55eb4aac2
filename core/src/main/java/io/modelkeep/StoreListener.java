package io.modelkeep;

import io.modelkeep.errors.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Is told what calls on a {@link ModelkeepClient} do, for metrics and logs: route templates and ids of requests, never ids of what
 * is stored, nor credentials.
 *
 * <p>Called on the threads that make the calls, on those that help a bulk deletion and on those that fetch pages of a list
 * ahead, where the caller's {@link ThreadLocal}s are not seen; so it must be quick and thread-safe.
 * What it throws is logged once and otherwise ignored.
 */
public interface StoreListener {

    /** Hears nothing. */
    StoreListener NONE = new StoreListener() {};

    /** An operation begins. */
    default void started(Started event) {}

    /** A request was answered, or ended without an answer. */
    default void attempted(Attempted event) {}

    /** A request is about to be repeated, after a wait. */
    default void retrying(Retrying event) {}

    /** An operation ended. */
    default void finished(Finished event) {}

    /** An operation of a provider, begun. */
    record Started(String provider, Operation operation) {}

    /**
     * One request.
     *
     * @param route the method and path template, such as {@code GET preview/models/{model_id}/checkpoints}
     * @param attempt which attempt of the request this was, from 1
     * @param status the HTTP status; empty where no answer came
     * @param requestId the id that the service gave the request, as {@link StoreException#requestId()} has it; empty where
     *     it gave none
     * @param elapsed from asking for a connection to the end of the body
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
     * A repetition to come.
     *
     * @param attempt which attempt of the request comes next, from 2
     * @param reason the type of the failure, such as {@code RateLimitedException}
     * @param delay how long is waited before
     */
    record Retrying(String provider, Operation operation, String route, int attempt, String reason, Duration delay) {}

    /**
     * An operation's end.
     *
     * @param outcome {@code ok}, {@code incomplete} for a deletion that left something, or the type of the exception thrown
     * @param elapsed the whole operation with waits and repetitions
     */
    record Finished(String provider, Operation operation, String outcome, Duration elapsed) {}
}
