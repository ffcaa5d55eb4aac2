package io.modelkeep.testkit.memory;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.Instrumentation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The client of the provider {@code memory}. Thread-safe. */
final class MemoryClient implements ModelkeepClient {

    private final MemoryServer server;
    private final MemoryCalls calls;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    MemoryClient(MemoryServer server, StoreConfig config) {
        this.server = server;
        this.calls = new MemoryCalls(new Instrumentation(MemoryProvider.NAME, config));
        int pageSize = config.require(MemoryProvider.PAGE_SIZE);
        this.models = new MemoryModelStore(server, calls, pageSize);
        this.checkpoints = new MemoryCheckpointStore(server, calls, pageSize);
    }

    @Override
    public String provider() {
        return MemoryProvider.NAME;
    }

    @Override
    public String origin() {
        return server.origin();
    }

    @Override
    public Optional<Instant> serviceTime() {
        return server.time();
    }

    @Override
    public Map<String, String> account() {
        return Map.of();
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
    public ListenerRegistration addListener(StoreListener listener) {
        return calls.addListener(listener);
    }

    @Override
    public void close() {
        calls.close();
    }
}
