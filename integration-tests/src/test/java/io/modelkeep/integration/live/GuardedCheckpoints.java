package io.modelkeep.integration.live;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import java.util.Collection;
import java.util.Map;

/** The checkpoints of a service, which can only be deleted from a training in the ledger; see {@link GuardedModels}. */
final class GuardedCheckpoints extends ForwardingCheckpointStore {

    private final Ledger ledger;

    GuardedCheckpoints(CheckpointStore inner, Ledger ledger) {
        super(inner);
        this.ledger = ledger;
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        if (!capabilities().contains(Capability.CHECKPOINT_DELETE)) {
            throw new UnsupportedCapabilityException(
                    provider(), Capability.CHECKPOINT_DELETE, Operation.DELETE_CHECKPOINTS, "of " + run);
        }
        ledger.check(run);
        return delegate().delete(run, checkpoints, expectedRevisions);
    }
}
