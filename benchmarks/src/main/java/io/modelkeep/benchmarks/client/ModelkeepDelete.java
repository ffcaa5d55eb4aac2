package io.modelkeep.benchmarks.client;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import java.util.List;

/** Deletes one checkpoint a call by the library, and insists that it is gone. */
final class ModelkeepDelete {

    private ModelkeepDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        TrainingId training = new TrainingId(Arguments.training(1));
        try (Stores stores = Stores.open(ModelkeepList.settings(arguments))) {
            CheckpointStore checkpoints = stores.checkpoints();
            Rounds.run(
                    arguments,
                    new Calls(() -> checkpoints
                            .delete(training, List.of(new CheckpointId("10000000")))
                            .orThrow()));
        }
    }
}
