package io.modelkeep.retention.audit;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A deletion of items of one part by id, only in the revisions that the plan lists. Thread-safe. */
@FunctionalInterface
public interface BatchDeletion {

    /** Deletes the items, with the same guarantees as the client's own methods. */
    DeleteReport<?> delete(List<Item> items);

    /**
     * Returns the deletion for a part.
     *
     * @throws io.modelkeep.errors.StoreException if the provider cannot delete items of this kind, or the part's id is not
     *     valid for the provider. No request was sent.
     */
    static BatchDeletion of(ModelkeepClient stores, TargetPlan part) {
        return part.kind() == ItemKind.CHECKPOINTS
                ? checkpoints(stores.checkpoints(), part)
                : versions(stores.models(), new ModelId(part.parent()));
    }

    private static BatchDeletion checkpoints(CheckpointStore store, TargetPlan part) {
        RunId run = new RunId(part.parent());
        if (!store.capabilities(run).contains(Capability.CHECKPOINT_DELETE)) {
            throw new UnsupportedCapabilityException(
                    store.provider(), Capability.CHECKPOINT_DELETE, Operation.DELETE_CHECKPOINTS, "of " + run);
        }
        RetentionTarget.requireRevisions(store.provider(), store.capabilities(run), part);
        return items -> {
            List<CheckpointId> ids = new ArrayList<>(items.size());
            Map<CheckpointId, String> revisions = new LinkedHashMap<>();
            for (Item item : items) {
                CheckpointId id = new CheckpointId(item.id());
                ids.add(id);
                item.revision().ifPresent(revision -> revisions.put(id, revision));
            }
            return store.delete(run, ids, revisions);
        };
    }

    private static BatchDeletion versions(ModelStore store, ModelId model) {
        if (!store.capabilities().contains(Capability.VERSION_DELETE)) {
            throw new UnsupportedCapabilityException(
                    store.provider(), Capability.VERSION_DELETE, Operation.DELETE_VERSIONS, "of " + model);
        }
        return items -> store.deleteVersions(
                model, items.stream().map(item -> new VersionId(item.id())).toList());
    }
}
