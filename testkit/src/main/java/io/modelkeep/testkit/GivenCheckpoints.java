package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.TrainingId;
import java.util.List;

/**
 * A training, and what a list has to say of its checkpoints, by the server's own data. Immutable.
 *
 * @param training the training
 * @param checkpoints all of its checkpoints, in any order; a field that the fixture cannot know is left out, and is not compared
 */
public record GivenCheckpoints(TrainingId training, List<Checkpoint> checkpoints) {

    public GivenCheckpoints {
        checkpoints = List.copyOf(checkpoints);
    }
}
