package io.modelkeep.baseten;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.ErrorDetails;
import io.modelkeep.Field;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import io.modelkeep.UnsupportedCapabilityException;
import io.modelkeep.spi.PageRules;
import io.modelkeep.spi.RevisionRules;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of Baseten's Loops runs, {@code loops:RUN_ID}, and training jobs, {@code job:PROJECT_ID:JOB_ID}. Those of a
 * run can be deleted one by one, those of a job cannot.
 */
final class BasetenCheckpointStore implements CheckpointStore {

    private final BasetenService service;
    private final Trainings trainings;
    private final CheckpointFiles files;

    BasetenCheckpointStore(BasetenService service, Optional<String> team, boolean wholeOrganisation) {
        this.service = service;
        this.trainings = new Trainings(service, team, wholeOrganisation);
        this.files = new CheckpointFiles(service);
    }

    @Override
    public String provider() {
        return BasetenProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.TRAINING_LIST,
                Capability.CHECKPOINT_LIST,
                Capability.CHECKPOINT_DELETE,
                Capability.CHECKPOINT_FILES);
    }

    @Override
    public Set<Capability> capabilities(TrainingId training) {
        Set<Capability> capabilities = capabilities();
        if (parent(training, Operation.LIST_CHECKPOINTS) instanceof TrainingJob) {
            capabilities.remove(Capability.CHECKPOINT_DELETE);
        }
        return capabilities;
    }

    /** Steps are read from the names that people gave, of which many tell none: no policy may count on them. */
    @Override
    public Set<Field> fields(TrainingId training) {
        return EnumSet.of(Field.CREATED_AT, Field.SIZE, Field.STATE);
    }

    @Override
    public Page<Training> listTrainings(PageRequest page) {
        PageRules.plain(BasetenProvider.NAME, Operation.LIST_TRAININGS, page);
        Trainings.check(page);
        return service.client().operate(Operation.LIST_TRAININGS, () -> trainings.list(page));
    }

    @Override
    public Page<Checkpoint> list(TrainingId training, PageRequest page) {
        CheckpointParent parent = parent(training, Operation.LIST_CHECKPOINTS);
        PageRules.plain(BasetenProvider.NAME, Operation.LIST_CHECKPOINTS, page);
        WholeList.requireFirst(Operation.LIST_CHECKPOINTS, page);
        return service.client()
                .operate(
                        Operation.LIST_CHECKPOINTS,
                        () -> Page.last(parent.checkpoints(
                                service.client().begin(Operation.LIST_CHECKPOINTS, "of " + training))));
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            TrainingId training, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        if (!(parent(training, Operation.DELETE_CHECKPOINTS) instanceof LoopsRun run)) {
            throw UnsupportedCapabilityException.forThisId(
                    ErrorDetails.of("checkpoints of a training job cannot be deleted: they go with the job;"
                                    + " only those of Loops runs, loops:RUN_ID, can")
                            .provider(BasetenProvider.NAME)
                            .operation(Operation.DELETE_CHECKPOINTS)
                            .subject("of " + training),
                    Capability.CHECKPOINT_DELETE);
        }
        RevisionRules.refuse(provider(), training, expectedRevisions);
        List<CheckpointId> ids = BasetenIds.loopsCheckpoints(checkpoints);
        return service.client()
                .operate(Operation.DELETE_CHECKPOINTS, () -> new OneByOneDeletion<>(service, run, ids, true).run());
    }

    @Override
    public Page<CheckpointFile> listFiles(TrainingId training, CheckpointId checkpoint, PageRequest page) {
        CheckpointParent parent = parent(training, Operation.LIST_FILES);
        CheckpointId checked = parent.checked(checkpoint, Operation.LIST_FILES);
        PageRules.plain(BasetenProvider.NAME, Operation.LIST_FILES, page);
        FilePosition from = FilePosition.of(page, parent, checked);
        return service.client().operate(Operation.LIST_FILES, () -> files.list(parent, checked, from, page));
    }

    @Override
    public List<Path> download(TrainingId training, CheckpointId checkpoint, Path directory) {
        CheckpointParent parent = parent(training, Operation.DOWNLOAD_CHECKPOINT);
        CheckpointId checked = parent.checked(checkpoint, Operation.DOWNLOAD_CHECKPOINT);
        Objects.requireNonNull(directory, "directory");
        return service.client()
                .operate(
                        Operation.DOWNLOAD_CHECKPOINT,
                        () -> new CheckpointDownload(service, files, parent, checked, directory).run());
    }

    private CheckpointParent parent(@Nullable TrainingId training, Operation operation) {
        return BasetenIds.training(training, service, operation);
    }
}
