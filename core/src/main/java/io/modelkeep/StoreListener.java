package io.modelkeep;

import io.modelkeep.errors.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A listener that is notified of operations and requests on a {@link ModelkeepClient}, for metrics and logs. Events
 * contain route templates and ids of requests, but no ids of stored items and no credentials.
 *
 * <p>A listener that relates events to each other, such as a tracer, returns a scope from {@link #started}. The scope
 * receives the events of that operation only. A listener that needs no relation, such as a log, can implement the other
 * methods instead. They receive the events of all operations.
 *
 * <p>The listener is called on the threads that make the calls. It is also called on the threads that help a bulk
 * deletion or fetch pages ahead. Those threads do not see the caller's {@link ThreadLocal}s, unless {@link
 * io.modelkeep.config.StoreConfig.Builder#contextPropagation} provides them. A listener must therefore be quick and
 * thread-safe. An exception from a listener is logged once and otherwise ignored.
 */
public interface StoreListener {

    /** A listener that ignores all events. */
    StoreListener NONE = new StoreListener() {};

    /**
     * Receives the start of an operation, on the thread that runs it.
     *
     * @return the scope of this operation; {@link OperationScope#NONE} if it needs no events
     */
    default OperationScope started(Started event) {
        return OperationScope.NONE;
    }

    /** Receives the end of a request, with or without an answer. */
    default void attempted(Attempted event) {}

    /** Receives the announcement of a retry, before the wait. */
    default void retrying(Retrying event) {}

    /** Receives the end of an operation. */
    default void finished(Finished event) {}

    /**
     * A receiver of the events of one operation. Requests of a bulk deletion run concurrently, so a scope must be
     * thread-safe.
     */
    interface OperationScope {

        /** A scope that ignores all events. */
        OperationScope NONE = new OperationScope() {};

        /**
         * Receives the start of an attempt, on the thread that sends it. The scope returned is ended on the same thread,
         * before this thread starts another attempt.
         *
         * @return the scope of this attempt; {@link AttemptScope#NONE} if its end is not needed
         */
        default AttemptScope attemptStarted(AttemptStarted event) {
            return AttemptScope.NONE;
        }

        /** Receives the end of a wait, on the thread that waited. */
        default void waited(Waited event) {}

        /**
         * Receives a page that was read, before the end of the operation and on the same thread.
         *
         * @param items the number of items in the page
         */
        default void pageRead(int items) {}

        /**
         * Receives the end of the operation, exactly once. It is called on the thread that started the operation, after
         * the ends of all its attempts.
         */
        default void ended(Finished event) {}
    }

    /** A receiver of the end of one attempt. */
    interface AttemptScope {

        /** A scope that ignores the end. */
        AttemptScope NONE = new AttemptScope() {};

        /** Receives the end of the attempt, exactly once, on the thread that started it. */
        default void ended(Attempted event) {}
    }

    /**
     * The start of an attempt, after the waits before it.
     *
     * @param route the method and path template, as in {@link Attempted#route()}
     * @param attempt the number of the attempt, from 1
     */
    record AttemptStarted(String provider, Operation operation, String route, int attempt) {}

    /** A cause of a wait. */
    enum WaitCause {
        /** The delay before a retry. */
        RETRY_DELAY,
        /** The rate limit that the client itself keeps. */
        RATE_LIMIT,
        /** The limit of concurrent requests, which left no free slot. */
        REQUEST_SLOT
    }

    /**
     * The end of a wait.
     *
     * @param elapsed the time waited; less than intended if an interrupt or a close ended the wait
     */
    record Waited(String provider, Operation operation, WaitCause cause, Duration elapsed) {}

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
     * @param requestBytes the size of the request's body as sent, in bytes; 0 without a body
     * @param responseBytes the size of the answer's body as received and before decompression, in bytes; 0 if no body
     *     was received
     */
    record Attempted(
            String provider,
            Operation operation,
            String route,
            int attempt,
            OptionalInt status,
            Optional<String> requestId,
            Duration elapsed,
            long requestBytes,
            long responseBytes) {}

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
     * @param items the number of items listed; 0 if the operation is not a list or failed
     * @param deletions the number of ids with each outcome in the report of a deletion, without outcomes that do not
     *     occur; empty for other operations; immutable
     */
    record Finished(
            String provider,
            Operation operation,
            String outcome,
            Duration elapsed,
            int items,
            Map<DeleteOutcome, Integer> deletions) {

        public Finished {
            deletions = Map.copyOf(deletions);
        }
    }
}
