package io.modelkeep.testkit.memory;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Field;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.spi.RevisionRules;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The checkpoint store of a {@link MemoryServer}. Thread-safe. */
final class MemoryCheckpointStore implements CheckpointStore {

    private static final Predicate<String> TRAINING =
            Pattern.compile("(model|training)-[1-9]\\d{0,17}").asMatchPredicate();
    private static final Predicate<String> STEP =
            Pattern.compile("0|[1-9]\\d{0,17}").asMatchPredicate();

    private final MemoryServer server;
    private final MemoryCalls calls;
    private final MemoryPages pages;

    MemoryCheckpointStore(MemoryServer server, MemoryCalls calls, int pageSize) {
        this.server = server;
        this.calls = calls;
        this.pages = new MemoryPages(() -> Math.min(pageSize, server.mostOnAPage()));
    }

    @Override
    public String provider() {
        return MemoryProvider.NAME;
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return calls.prefetchExecutor();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.RUN_LIST,
                Capability.CHECKPOINT_LIST,
                Capability.CHECKPOINT_ORDER,
                Capability.CHECKPOINT_DELETE,
                Capability.CHECKPOINT_REVISION,
                Capability.CHECKPOINT_FILES);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return Set.of(Field.STEP, Field.METRICS, Field.CREATED_AT, Field.STATE);
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        calls.checkOpen();
        return calls.run(
                Operation.LIST_RUNS,
                () -> pages.page(Operation.LIST_RUNS, "", Order.ASCENDING, server.runRows(), page));
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return list(run, Order.ASCENDING, page);
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        check(Operation.LIST_CHECKPOINTS, run);
        return calls.run(Operation.LIST_CHECKPOINTS, () -> {
            synchronized (server) {
                if (!server.has(run)) {
                    throw missing(Operation.LIST_CHECKPOINTS, run);
                }
                return pages.page(Operation.LIST_CHECKPOINTS, run.value(), order, server.checkpointRows(run), page);
            }
        });
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        check(Operation.DELETE_CHECKPOINTS, run);
        Collection<CheckpointId> checked =
                MemoryCalls.checked(Operation.DELETE_CHECKPOINTS, checkpoints, STEP, "STEP, a whole number");
        RevisionRules.check(provider(), checked, expectedRevisions);
        return calls.delete(
                Operation.DELETE_CHECKPOINTS,
                checked,
                () -> server.has(run) ? Optional.empty() : Optional.of(missing(Operation.DELETE_CHECKPOINTS, run)),
                checkpoint -> delete(run, checkpoint, Optional.ofNullable(expectedRevisions.get(checkpoint))));
    }

    /** Deletes one checkpoint. No request can be lost here, so the revision is compared directly. */
    private DeleteResult<CheckpointId> delete(RunId run, CheckpointId checkpoint, Optional<String> expectedRevision) {
        synchronized (server) {
            Optional<String> revision = server.checkpoint(run, checkpoint).flatMap(Checkpoint::revision);
            if (revision.isPresent() && expectedRevision.isPresent() && !revision.equals(expectedRevision)) {
                ConflictException why = new ConflictException(MemoryCalls.details(
                        Operation.DELETE_CHECKPOINTS, checkpoint, "was saved again under another revision"));
                return DeleteResult.of(checkpoint, DeleteOutcome.FAILED, why);
            }
            return DeleteResult.of(
                    checkpoint, server.remove(run, checkpoint) ? DeleteOutcome.DELETED : DeleteOutcome.ALREADY_ABSENT);
        }
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
        check(Operation.LIST_FILES, run, checkpoint);
        return calls.run(
                Operation.LIST_FILES,
                () -> pages.page(
                        Operation.LIST_FILES,
                        run.value() + "/" + checkpoint.value(),
                        Order.ASCENDING,
                        files(Operation.LIST_FILES, run, checkpoint).rows(),
                        page));
    }

    @Override
    public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
        check(Operation.DOWNLOAD_CHECKPOINT, run, checkpoint);
        return calls.run(Operation.DOWNLOAD_CHECKPOINT, () -> {
            MemoryFiles files = files(Operation.DOWNLOAD_CHECKPOINT, run, checkpoint);
            return new MemoryDownload(directory).write(files.contents());
        });
    }

    private MemoryFiles files(Operation operation, RunId run, CheckpointId checkpoint) {
        return server.files(run, checkpoint)
                .orElseThrow(() -> new NotFoundException(
                        MemoryCalls.details(operation, server.has(run) ? checkpoint : run, "not found")));
    }

    private void check(Operation operation, RunId run, CheckpointId checkpoint) {
        check(operation, run);
        if (!STEP.test(checkpoint.value())) {
            throw MemoryCalls.foreign(operation, checkpoint, "STEP, a whole number");
        }
    }

    private void check(Operation operation, RunId run) {
        calls.checkOpen();
        if (!TRAINING.test(run.value())) {
            throw MemoryCalls.foreign(operation, run, "model-NUMBER or training-NUMBER");
        }
    }

    private static NotFoundException missing(Operation operation, RunId run) {
        return new NotFoundException(MemoryCalls.details(operation, run, "not found"));
    }
}
