package io.modelkeep.integration.docs;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import java.util.List;

/** The pipeline under test in {@code docs/testing-your-pipeline.md}. */
final class Cleanup {

    private final ModelkeepClient client;

    Cleanup(ModelkeepClient client) {
        this.client = client;
    }

    DeleteReport<CheckpointId> deletePoor(RunId run) {
        List<CheckpointId> poor = client.checkpoints().stream(run)
                .filter(checkpoint -> checkpoint.metrics().getOrDefault("val/reward", 1.0) < 0.5)
                .map(Checkpoint::id)
                .toList();
        return client.checkpoints().delete(run, poor);
    }
}
