package example.shelf;

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

/** A client of one Shelf server. */
final class ShelfClient implements ModelkeepClient {

    private final ServiceClient client;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    ShelfClient(StoreConfig config) {
        Credential credential = config.get(ShelfProvider.TOKEN)
                .map(token -> Credential.of("Bearer", token))
                .orElse(Credential.none());
        this.client = new ServiceClient(
                config,
                new ServiceConfig(
                        ShelfProvider.NAME, config.require(ShelfProvider.BASE_URL), credential, new ShelfErrors()));
        ShelfApi api = client.endpoints(ShelfApi.class);
        this.models = new ShelfModelStore(client, api);
        this.checkpoints = new ShelfCheckpointStore(client, api);
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
        return models;
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
}
