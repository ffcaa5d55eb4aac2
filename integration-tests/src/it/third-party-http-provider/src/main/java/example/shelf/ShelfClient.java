package example.shelf;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.call.Credential;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client of one Shelf server, which has checkpoints and no models. */
final class ShelfClient implements ModelkeepClient {

    private final ServiceClient client;
    private final CheckpointStore checkpoints;

    ShelfClient(StoreConfig config) {
        Credential credential = config.get(ShelfProvider.TOKEN)
                .map(token -> Credential.of("Bearer", token))
                .orElse(Credential.none());
        this.client = new ServiceClient(
                config,
                new ServiceConfig(
                        ShelfProvider.NAME, config.require(ShelfProvider.BASE_URL), credential, new ShelfErrors()));
        this.checkpoints = new ShelfCheckpointStore(client, client.endpoints(ShelfApi.class));
    }

    @Override
    public String provider() {
        return ShelfProvider.NAME;
    }

    @Override
    public String origin() {
        return client.origin();
    }

    @Override
    public Map<String, String> account() {
        return Map.of();
    }

    @Override
    public Optional<Instant> serviceTime() {
        return client.serviceTime();
    }

    @Override
    public ModelStore models() {
        return NO_MODELS;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return client.addListener(listener);
    }

    @Override
    public void close() {
        client.close();
    }

    private static final ModelStore NO_MODELS = new ModelStore() {
        @Override
        public String provider() {
            return ShelfProvider.NAME;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    };
}
