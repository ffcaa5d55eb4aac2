package io.modelkeep.baseten;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.delete.CheckpointDownload;
import io.modelkeep.baseten.internal.read.BasetenIds;
import io.modelkeep.baseten.internal.read.CheckpointFiles;
import io.modelkeep.baseten.internal.read.CheckpointParent;
import io.modelkeep.baseten.internal.read.FilePosition;
import io.modelkeep.baseten.internal.read.LoopsRun;
import io.modelkeep.baseten.internal.read.RunReader;
import io.modelkeep.baseten.internal.read.TrainingJob;
import io.modelkeep.baseten.internal.read.UnpagedList;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.http.delete.SingleIdDeletion;
import io.modelkeep.spi.RevisionRules;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of Baseten's Loops runs, {@code loops:RUN_ID}, and training jobs, {@code job:PROJECT_ID:JOB_ID}.
 * Checkpoints of a Loops run can be deleted one by one. Those of a training job cannot.
 */
final class BasetenCheckpointStore implements CheckpointStore {

    private final BasetenService service;
    private final RunReader trainings;
    private final CheckpointFiles files;

    BasetenCheckpointStore(BasetenService service, Optional<String> team, boolean wholeOrganisation) {
        this.service = service;
        this.trainings = new RunReader(service, team, wholeOrganisation);
        this.files = new CheckpointFiles(service);
    }

    @Override
    public String provider() {
        return BasetenProvider.NAME;
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return service.client().prefetchExecutor();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.RUN_LIST,
                Capability.CHECKPOINT_LIST,
                Capability.CHECKPOINT_DELETE,
                Capability.CHECKPOINT_FILES);
    }

    @Override
    public Set<Capability> capabilities(RunId run) {
        Set<Capability> capabilities = capabilities();
        if (parent(run, Operation.LIST_CHECKPOINTS) instanceof TrainingJob) {
            capabilities.remove(Capability.CHECKPOINT_DELETE);
        }
        return capabilities;
    }

    /**
     * Returns the fields that a policy may use. Steps are excluded: they are read from names given by users, and many
     * of these names contain no step.
     */
    @Override
    public Set<Field> fields(RunId run) {
        return EnumSet.of(Field.CREATED_AT, Field.SIZE, Field.STATE);
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        RunReader.check(page);
        return service.client().operate(Operation.LIST_RUNS, () -> trainings.list(page));
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        CheckpointParent parent = parent(run, Operation.LIST_CHECKPOINTS);
        UnpagedList.requireFirst(Operation.LIST_CHECKPOINTS, page);
        return service.client()
                .operate(
                        Operation.LIST_CHECKPOINTS,
                        () -> Page.last(
                                parent.checkpoints(service.client().begin(Operation.LIST_CHECKPOINTS, "of " + run))));
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        if (!(parent(run, Operation.DELETE_CHECKPOINTS) instanceof LoopsRun loopsRun)) {
            throw UnsupportedCapabilityException.forThisId(
                    ErrorDetails.of("checkpoints of a training job cannot be deleted: they go with the job;"
                                    + " only those of Loops runs, loops:RUN_ID, can")
                            .provider(BasetenProvider.NAME)
                            .operation(Operation.DELETE_CHECKPOINTS)
                            .subject("of " + run),
                    Capability.CHECKPOINT_DELETE);
        }
        RevisionRules.refuse(provider(), run, expectedRevisions);
        List<CheckpointId> ids = BasetenIds.loopsCheckpoints(checkpoints);
        return service.client()
                .operate(
                        Operation.DELETE_CHECKPOINTS,
                        () -> new SingleIdDeletion<>(service.client(), loopsRun, ids, true).run());
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
        CheckpointParent parent = parent(run, Operation.LIST_FILES);
        CheckpointId checked = parent.checked(checkpoint, Operation.LIST_FILES);
        FilePosition from = FilePosition.of(page, parent, checked);
        return service.client().operate(Operation.LIST_FILES, () -> files.list(parent, checked, from, page));
    }

    @Override
    public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
        CheckpointParent parent = parent(run, Operation.DOWNLOAD_CHECKPOINT);
        CheckpointId checked = parent.checked(checkpoint, Operation.DOWNLOAD_CHECKPOINT);
        Objects.requireNonNull(directory, "directory");
        return service.client()
                .operate(
                        Operation.DOWNLOAD_CHECKPOINT,
                        () -> new CheckpointDownload(service, files, parent, checked, directory).run());
    }

    private CheckpointParent parent(@Nullable RunId run, Operation operation) {
        return BasetenIds.training(run, service, operation);
    }
}
