package io.modelkeep.integration.docs;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import java.util.List;
import java.util.Map;

/** The example of the README; the lines between the marks are compared with it. */
final class ReadmeExample {

    private ReadmeExample() {}

    static DeleteReport<CheckpointId> keepTheBest(Map<String, String> config, String model) {
        // README begins
        try (ModelkeepClient client = ModelkeepClient.open(config)) {
            RunId run = new RunId(model);
            List<CheckpointId> poor = client.checkpoints().stream(run)
                    .filter(checkpoint -> checkpoint.metrics().getOrDefault("val/reward", 1.0) < 0.5)
                    .map(Checkpoint::id)
                    .toList();
            return client.checkpoints().delete(run, poor).orThrow();
        }
        // README ends
    }
}
