package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.internal.RateLimit;
import org.jspecify.annotations.Nullable;

/** How one W&amp;B Training simulator behaves where the documents leave it open. */
record WandbTrainingOptions(
        String apiKey,
        DeletedCursor deletedCursor,
        LatestCheckpoint latestCheckpoint,
        TakenName takenName,
        boolean htmlErrors,
        boolean pageIds,
        @Nullable RateLimit rateLimit) {}
