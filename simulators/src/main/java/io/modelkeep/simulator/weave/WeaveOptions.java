package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.internal.RateLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The choices of one W&amp;B Weave simulator where the documents leave the behavior open or servers differ. */
record WeaveOptions(
        String apiKey,
        String basePath,
        WeaveDigests digests,
        boolean deletedVersions,
        WeaveLatest latest,
        boolean tagsAndAliases,
        Instant startTime,
        @Nullable RateLimit rateLimit) {}
