package io.modelkeep.weave;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.call.Credential;
import io.modelkeep.weave.internal.api.WeaveService;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The client for W&amp;B Weave, which stores models but no checkpoints. */
final class WeaveClient implements ModelkeepClient {

    private final WeaveService service;
    private final ModelStore models;

    WeaveClient(WeaveService service) {
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
        return "ModelkeepClient[" + provider() + "]";
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

    /** Creates the client of the configured project, for the server at the configured base URL. */
    static WeaveService service(StoreConfig config) {
        return service(config, WeaveKeys.BASE_URL.isDocumented(config.require(WeaveKeys.BASE_URL)));
    }

    static WeaveService service(StoreConfig config, boolean published) {
        Secret key = config.require(WeaveKeys.API_KEY);
        boolean basic = config.require(WeaveKeys.AUTH_SCHEME).equals(WeaveKeys.BASIC);
        return new WeaveService(
                config,
                config.require(WeaveKeys.BASE_URL),
                basic ? Credential.basic("api", key) : Credential.of("Bearer", key),
                config.require(WeaveKeys.ENTITY),
                config.require(WeaveKeys.PROJECT),
                published);
    }
}
