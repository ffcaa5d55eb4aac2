package io.modelkeep.http;

import io.modelkeep.ErrorDetails;
import io.modelkeep.StoreException;

/**
 * How one attempt failed.
 *
 * @param mayBeApplied whether the service may have carried it out all the same
 */
record CallFailure(Kind kind, StoreException exception, ErrorDetails details, boolean mayBeApplied) {

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
}
