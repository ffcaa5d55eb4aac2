package io.modelkeep.benchmarks.client;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import java.util.List;

/** A client that deletes one checkpoint per call with the library, and requires that it is gone. */
final class ModelkeepDelete {

    private ModelkeepDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        RunId run = new RunId(Arguments.run(1));
        try (ModelkeepClient stores = ModelkeepClient.open(ModelkeepList.settings(arguments))) {
            CheckpointStore checkpoints = stores.checkpoints();
            Rounds.run(
                    arguments,
                    new ClientCalls(() -> checkpoints
                            .delete(run, List.of(new CheckpointId("10000000")))
                            .orThrow()));
        }
    }
}
