package io.modelkeep.testkit;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;

/** The stores of the provider {@code memory}. Thread-safe. */
final class MemoryStores implements Stores {

    private final MemoryCalls calls;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    MemoryStores(MemoryServer server, StoreConfig config) {
        this.calls = new MemoryCalls(config.listener());
        int pageSize = config.require(MemoryProvider.PAGE_SIZE);
        this.models = new MemoryModelStore(server, calls, pageSize);
        this.checkpoints = new MemoryCheckpointStore(server, calls, pageSize);
    }

    @Override
    public String provider() {
        return MemoryProvider.NAME;
    }

    @Override
    public ModelStore models() {
        return models;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public void close() {
        calls.close();
    }
}
