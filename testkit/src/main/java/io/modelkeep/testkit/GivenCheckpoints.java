package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.TrainingId;
import java.util.List;

/**
 * A training run, and the expected list of its checkpoints, read from the server's data. Immutable.
 *
 * @param training the training run
 * @param checkpoints all checkpoints of the run, in any order. A field that the fixture cannot know is left out and not
 *     compared.
 */
public record GivenCheckpoints(TrainingId training, List<Checkpoint> checkpoints) {

    public GivenCheckpoints {
        checkpoints = List.copyOf(checkpoints);
    }
}
