package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The checkpoints of a {@link MemoryServer}. Thread-safe. */
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
        this.pages = new MemoryPages(pageSize);
    }

    @Override
    public String provider() {
        return MemoryProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.TRAINING_LIST,
                Capability.CHECKPOINT_LIST,
                Capability.CHECKPOINT_ORDER,
                Capability.CHECKPOINT_DELETE);
    }

    @Override
    public Page<Training> listTrainings(PageRequest page) {
        calls.checkOpen();
        if (page.order().isPresent()) {
            throw new InvalidRequestException(
                    MemoryCalls.details(Operation.LIST_TRAININGS, "", "is not ordered; leave the order out"));
        }
        return calls.run(
                Operation.LIST_TRAININGS, () -> pages.page(Operation.LIST_TRAININGS, "", server.trainingRows(), page));
    }

    @Override
    public Page<Checkpoint> list(TrainingId training, PageRequest page) {
        check(Operation.LIST_CHECKPOINTS, training);
        return calls.run(Operation.LIST_CHECKPOINTS, () -> {
            synchronized (server) {
                if (!server.has(training)) {
                    throw missing(Operation.LIST_CHECKPOINTS, training);
                }
                return pages.page(Operation.LIST_CHECKPOINTS, training.value(), server.checkpointRows(training), page);
            }
        });
    }

    @Override
    public DeleteReport<CheckpointId> delete(TrainingId training, Collection<CheckpointId> checkpoints) {
        check(Operation.DELETE_CHECKPOINTS, training);
        Collection<CheckpointId> checked =
                MemoryCalls.checked(Operation.DELETE_CHECKPOINTS, checkpoints, STEP, "STEP, a whole number");
        return calls.delete(
                Operation.DELETE_CHECKPOINTS,
                checked,
                () -> server.has(training)
                        ? Optional.empty()
                        : Optional.of(missing(Operation.DELETE_CHECKPOINTS, training)),
                checkpoint -> DeleteResult.of(
                        checkpoint,
                        server.remove(training, checkpoint) ? DeleteOutcome.DELETED : DeleteOutcome.ALREADY_ABSENT));
    }

    private void check(Operation operation, TrainingId training) {
        calls.checkOpen();
        if (!TRAINING.test(training.value())) {
            throw MemoryCalls.foreign(operation, training, "model-NUMBER or training-NUMBER");
        }
    }

    private static NotFoundException missing(Operation operation, TrainingId training) {
        return new NotFoundException(MemoryCalls.details(operation, training, "not found"));
    }
}
