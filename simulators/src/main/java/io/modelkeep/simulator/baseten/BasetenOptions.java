package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.internal.RateLimit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The choices of one Baseten simulator where the documents leave the behavior open.
 *
 * @param rateLimit the limit that each route has, or null for no limit
 */
record BasetenOptions(
        String apiKey,
        boolean bearerAccepted,
        boolean newerFields,
        int refusalStatus,
        UnknownRun unknownRun,
        Set<BasetenQuirk> quirks,
        @Nullable RateLimit rateLimit) {

    boolean has(BasetenQuirk quirk) {
        return quirks.contains(quirk);
    }
}
