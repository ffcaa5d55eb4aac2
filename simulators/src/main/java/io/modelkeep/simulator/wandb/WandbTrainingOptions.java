package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.internal.RateLimit;
import org.jspecify.annotations.Nullable;

/** The choices of one W&amp;B Training simulator where the documents leave the behavior open. */
record WandbTrainingOptions(
        String apiKey,
        DeletedCursor deletedCursor,
        LatestCheckpoint latestCheckpoint,
        TakenName takenName,
        boolean htmlErrors,
        boolean pageIds,
        @Nullable RateLimit rateLimit) {}
