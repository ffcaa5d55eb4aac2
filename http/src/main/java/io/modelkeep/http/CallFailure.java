package io.modelkeep.http;

import io.modelkeep.ErrorDetails;
import io.modelkeep.StoreException;

/**
 * How one attempt failed.
 *
 * @param effect what the service may have done all the same
 * @param own whether the service answered, in its own error format
 */
record CallFailure(Kind kind, StoreException exception, ErrorDetails details, Effect effect, boolean own) {

    /** What a failed attempt may have done. */
    enum Effect {
        /** It was certainly not carried out. */
        NONE,
        /** It may have been carried out; whatever the service did has ended. */
        POSSIBLE,
        /** It may have been carried out, and the service may still be processing it. */
        CONTINUING
    }

    /** What a failure means for what comes next. */
    enum Kind {
        /** It may pass: no connection, cut off, 408, 429, 500, 502 to 504. */
        PASSING,
        /** The service refused this request in its own words: 400, 409, 412, 422. */
        REFUSED,
        /** A 404 in words that a router may have said. */
        ROUTER_404,
        /** Interrupted, closed, or out of time. */
        OVER,
        /** Anything else: it would fail again. */
        LASTING
    }

    boolean mayBeApplied() {
        return effect != Effect.NONE;
    }
}
