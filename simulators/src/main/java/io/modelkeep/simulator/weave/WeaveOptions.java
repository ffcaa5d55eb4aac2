package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.internal.RateLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one W&amp;B Weave simulator behaves where the documents leave it open, or where servers differ. */
record WeaveOptions(
        String apiKey,
        String basePath,
        WeaveDigests digests,
        boolean deletedVersions,
        WeaveLatest latest,
        boolean tagsAndAliases,
        Instant startTime,
        @Nullable RateLimit rateLimit) {}
