package io.modelkeep.http.call;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.StoreException;

/**
 * The failure of one attempt.
 *
 * @param kind the kind, which determines how to proceed
 * @param exception the exception for the caller
 * @param details the details of the exception, from which another one can be created
 * @param effect the effect that the request may have had despite the failure
 * @param own whether the service answered in its own error format
 */
public record CallFailure(Kind kind, StoreException exception, ErrorDetails details, Effect effect, boolean own) {

    /** The possible effects of a failed attempt. */
    public enum Effect {
        /** The request was certainly not carried out. */
        NONE,
        /** The request may have been carried out. The service has finished processing it. */
        POSSIBLE,
        /** The request may have been carried out, and the service may still be processing it. */
        CONTINUING
    }

    /** The kinds of failures, which determine how to proceed. */
    public enum Kind {
        /** A failure that may pass: no connection, cut off, 408, 429, 500, 502 to 504. */
        TRANSIENT,
        /** The service refused this request in its own format: 400, 409, 412, 422. */
        REFUSED,
        /** A 404 with a text that a router may also send. */
        ROUTER_404,
        /** The call was interrupted, closed, or out of time. */
        ABORTED,
        /** Any other failure. A retry would fail again. */
        PERMANENT
    }

    /** Returns whether the request may have been carried out. */
    public boolean mayBeApplied() {
        return effect != Effect.NONE;
    }
}
