package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import java.util.Collection;
import java.util.Set;

/** A checkpoint store that does what another does; a broken one overrides a method. */
class ForwardingCheckpoints implements CheckpointStore {

    private final CheckpointStore inner;

    ForwardingCheckpoints(CheckpointStore inner) {
        this.inner = inner;
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public Page<Training> listTrainings(PageRequest page) {
        return inner.listTrainings(page);
    }

    @Override
    public Page<Checkpoint> list(TrainingId training, PageRequest page) {
        return inner.list(training, page);
    }

    @Override
    public DeleteReport<CheckpointId> delete(TrainingId training, Collection<CheckpointId> checkpoints) {
        return inner.delete(training, checkpoints);
    }
}
