package io.modelkeep.http.call;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.StoreException;

/**
 * How one attempt failed.
 *
 * @param effect what the service may have done all the same
 * @param own whether the service answered, in its own error format
 */
public record CallFailure(Kind kind, StoreException exception, ErrorDetails details, Effect effect, boolean own) {

    /** What a failed attempt may have done. */
    public enum Effect {
        /** It was certainly not carried out. */
        NONE,
        /** It may have been carried out; whatever the service did has ended. */
        POSSIBLE,
        /** It may have been carried out, and the service may still be processing it. */
        CONTINUING
    }

    /** What a failure means for what comes next. */
    public enum Kind {
        /** It may pass: no connection, cut off, 408, 429, 500, 502 to 504. */
        TRANSIENT,
        /** The service refused this request in its own words: 400, 409, 412, 422. */
        REFUSED,
        /** A 404 in words that a router may have said. */
        ROUTER_404,
        /** Interrupted, closed, or out of time. */
        ABORTED,
        /** Anything else: it would fail again. */
        PERMANENT
    }

    public boolean mayBeApplied() {
        return effect != Effect.NONE;
    }
}
