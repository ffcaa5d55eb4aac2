package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    public Set<Field> fields(RunId training) {
        return inner.fields(training);
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        return inner.listRuns(page);
    }

    @Override
    public Page<Checkpoint> list(RunId training, PageRequest page) {
        return inner.list(training, page);
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId training, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        return inner.delete(training, checkpoints, expectedRevisions);
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId training, CheckpointId checkpoint, PageRequest page) {
        return inner.listFiles(training, checkpoint, page);
    }

    @Override
    public List<Path> download(RunId training, CheckpointId checkpoint, Path directory) {
        return inner.download(training, checkpoint, directory);
    }
}
