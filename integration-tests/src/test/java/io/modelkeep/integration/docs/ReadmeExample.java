package io.modelkeep.integration.docs;

import io.modelkeep.Capability;
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
        try (ModelkeepClient client =
                ModelkeepClient.open(config)) { // {"provider": "wandb-training"} and WANDB_API_KEY
            client.require(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
            var run = new RunId(model);
            List<CheckpointId> poor = client.checkpoints().stream(run)
                    .filter(checkpoint -> checkpoint.metrics().getOrDefault("val/reward", 1.0) < 0.5)
                    .map(Checkpoint::id)
                    .toList();
            DeleteReport<CheckpointId> report = client.checkpoints().delete(run, poor);
            report.results().forEach(System.out::println); // 120 DELETED, 121 ALREADY_ABSENT, 122 UNKNOWN (…)
            return report.orThrow(); // throws unless every one of them is gone
        }
        // README ends
    }
}
