package io.modelkeep.weave;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.Stores;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connection to W&amp;B Weave, which keeps models and no checkpoints. */
final class WeaveStores implements Stores {

    private final WeaveService service;
    private final ModelStore models;

    WeaveStores(WeaveService service) {
        this.service = service;
        this.models = new WeaveModelStore(service);
    }

    @Override
    public String provider() {
        return WeaveProvider.NAME;
    }

    @Override
    public String origin() {
        return service.client().origin();
    }

    @Override
    public Map<String, String> account() {
        return Map.of("entity", service.entity(), "project", service.project());
    }

    @Override
    public Optional<Instant> serviceTime() {
        return service.client().serviceTime();
    }

    @Override
    public ModelStore models() {
        return models;
    }

    @Override
    public CheckpointStore checkpoints() {
        return NO_CHECKPOINTS;
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "Stores[" + provider() + "]";
    }

    private static final CheckpointStore NO_CHECKPOINTS = new CheckpointStore() {

        @Override
        public String provider() {
            return WeaveProvider.NAME;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    };
}
