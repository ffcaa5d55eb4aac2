package io.modelkeep.integration.retention;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.VersionId;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.spi.ForwardingModelStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores whose process ends when a deletion was carried out, before anybody hears of it. */
record DyingStores(ModelkeepClient inner, AtomicInteger deletionsLeft) implements ModelkeepClient {

    /** The end. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    DyingStores(ModelkeepClient inner, int deletion) {
        this(inner, new AtomicInteger(deletion));
    }

    private <T> T dying(T report) {
        if (deletionsLeft.decrementAndGet() == 0) {
            throw new Death();
        }
        return report;
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public String origin() {
        return inner.origin();
    }

    @Override
    public Map<String, String> account() {
        return inner.account();
    }

    @Override
    public Optional<Instant> serviceTime() {
        return inner.serviceTime();
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return inner.addListener(listener);
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public CheckpointStore checkpoints() {
        CheckpointStore store = inner.checkpoints();
        return new ForwardingCheckpointStore(store) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId run, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                return dying(store.delete(run, ids, expectedRevisions));
            }
        };
    }

    @Override
    public ModelStore models() {
        ModelStore store = inner.models();
        return new ForwardingModelStore(store) {
            @Override
            public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                return dying(store.deleteVersions(id, versions, mode));
            }
        };
    }
}
