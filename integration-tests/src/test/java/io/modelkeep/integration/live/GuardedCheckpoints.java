package io.modelkeep.integration.live;

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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The checkpoints of a service, which can only be deleted from a training in the ledger; see {@link GuardedModels}. */
record GuardedCheckpoints(CheckpointStore inner, Ledger ledger) implements CheckpointStore {

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public Set<Capability> capabilities(RunId training) {
        return inner.capabilities(training);
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
    public Stream<TrainingRun> streamRuns() {
        return inner.streamRuns();
    }

    @Override
    public Page<Checkpoint> list(RunId training, PageRequest page) {
        return inner.list(training, page);
    }

    @Override
    public Stream<Checkpoint> stream(RunId training, PageRequest from) {
        return inner.stream(training, from);
    }

    @Override
    public Optional<Checkpoint> latest(RunId training) {
        return inner.latest(training);
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId training, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        if (!capabilities().contains(Capability.CHECKPOINT_DELETE)) {
            return CheckpointStore.super.delete(training, checkpoints, expectedRevisions);
        }
        ledger.check(training);
        return inner.delete(training, checkpoints, expectedRevisions);
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId training, CheckpointId checkpoint, PageRequest page) {
        return inner.listFiles(training, checkpoint, page);
    }

    @Override
    public Stream<CheckpointFile> streamFiles(RunId training, CheckpointId checkpoint) {
        return inner.streamFiles(training, checkpoint);
    }

    @Override
    public List<Path> download(RunId training, CheckpointId checkpoint, Path directory) {
        return inner.download(training, checkpoint, directory);
    }
}
