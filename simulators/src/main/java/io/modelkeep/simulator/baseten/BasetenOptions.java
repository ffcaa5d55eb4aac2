package io.modelkeep.simulator.baseten;

import java.time.Duration;
import java.util.Set;

/**
 * The choices of one Baseten simulator where the documents leave the behavior open.
 *
 * @param rateLimitRequests the limit for each route in each window; 0 for no limit
 */
record BasetenOptions(
        String apiKey,
        boolean bearerAccepted,
        boolean newerFields,
        int refusalStatus,
        UnknownRun unknownRun,
        Set<BasetenQuirk> quirks,
        int rateLimitRequests,
        Duration rateLimitWindow) {

    boolean has(BasetenQuirk quirk) {
        return quirks.contains(quirk);
    }
}
