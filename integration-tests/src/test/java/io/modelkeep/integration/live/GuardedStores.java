package io.modelkeep.integration.live;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores that delete what is in the ledger, and refuse anything else before the library sees it.
 *
 * @param idOf the id of the model of that name, as the service itself says it
 */
record GuardedStores(ModelkeepClient inner, Ledger ledger, Function<String, ModelId> idOf) implements ModelkeepClient {

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
    public ModelStore models() {
        return new GuardedModels(inner.models(), ledger, idOf);
    }

    @Override
    public CheckpointStore checkpoints() {
        return new GuardedCheckpoints(inner.checkpoints(), ledger);
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return inner.addListener(listener);
    }

    @Override
    public void close() {
        inner.close();
    }
}
