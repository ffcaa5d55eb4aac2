package io.modelkeep.wandb.training;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.spi.RevisionRules;
import io.modelkeep.wandb.training.internal.api.CheckpointPageReader;
import io.modelkeep.wandb.training.internal.api.WandbTrainingIds;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import io.modelkeep.wandb.training.internal.delete.CheckpointDeletion;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The checkpoints of W&amp;B Training models. The id of a checkpoint is its step, and the revision is the service's
 * uuid.
 */
final class WandbTrainingCheckpointStore implements CheckpointStore {

    private final WandbTrainingService service;
    private final CheckpointPageReader pages;

    WandbTrainingCheckpointStore(WandbTrainingService service) {
        this.service = service;
        this.pages = new CheckpointPageReader(service);
    }

    @Override
    public String provider() {
        return WandbTrainingProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.CHECKPOINT_LIST,
                Capability.CHECKPOINT_ORDER,
                Capability.CHECKPOINT_DELETE,
                Capability.CHECKPOINT_REVISION);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return EnumSet.of(Field.STEP, Field.METRICS);
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return service.client().prefetchExecutor();
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return list(run, Optional.empty(), page);
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        return list(run, Optional.of(order), page);
    }

    private Page<Checkpoint> list(RunId run, Optional<Order> order, PageRequest page) {
        String model = WandbTrainingIds.model(run, Operation.LIST_CHECKPOINTS);
        return service.client()
                .operate(
                        Operation.LIST_CHECKPOINTS,
                        () -> pages.read(
                                model, order, page, service.client().begin(Operation.LIST_CHECKPOINTS, "of " + model)));
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        String model = WandbTrainingIds.model(run, Operation.DELETE_CHECKPOINTS);
        Map<Long, CheckpointId> steps = WandbTrainingIds.steps(checkpoints);
        RevisionRules.check(provider(), new HashSet<>(steps.values()), expectedRevisions);
        return service.client()
                .operate(
                        Operation.DELETE_CHECKPOINTS,
                        () -> new CheckpointDeletion(service, pages, model, steps, expectedRevisions).run());
    }
}
