package io.modelkeep.retention;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.Operation;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.UnsupportedCapabilityException;
import io.modelkeep.VersionId;
import java.util.List;

/** Deletes items of one part by their ids. Thread-safe. */
@FunctionalInterface
interface BatchDeletion {

    /** Deletes these; as the stores' own methods do. */
    DeleteReport<?> delete(List<String> ids);

    /**
     * What deletes the items of a part.
     *
     * @throws io.modelkeep.StoreException the provider deletes none of this kind, or the part's id is none of its; nothing
     *     was sent
     */
    static BatchDeletion of(Stores stores, PlanPart part) {
        return part.kind() == ItemKind.CHECKPOINTS
                ? checkpoints(stores.checkpoints(), new TrainingId(part.parent()))
                : versions(stores.models(), new ModelId(part.parent()));
    }

    private static BatchDeletion checkpoints(CheckpointStore store, TrainingId training) {
        if (!store.capabilities(training).contains(Capability.CHECKPOINT_DELETE)) {
            throw new UnsupportedCapabilityException(
                    store.provider(), Capability.CHECKPOINT_DELETE, Operation.DELETE_CHECKPOINTS, "of " + training);
        }
        return ids -> store.delete(training, ids.stream().map(CheckpointId::new).toList());
    }

    private static BatchDeletion versions(ModelStore store, ModelId model) {
        if (!store.capabilities().contains(Capability.VERSION_DELETE)) {
            throw new UnsupportedCapabilityException(
                    store.provider(), Capability.VERSION_DELETE, Operation.DELETE_VERSIONS, "of " + model);
        }
        return ids ->
                store.deleteVersions(model, ids.stream().map(VersionId::new).toList());
    }
}
