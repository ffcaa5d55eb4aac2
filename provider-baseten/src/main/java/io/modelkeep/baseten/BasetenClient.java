package io.modelkeep.baseten;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.read.BasetenIds;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.http.call.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client for Baseten. */
final class BasetenClient implements ModelkeepClient {

    private final BasetenService service;
    private final Map<String, String> account;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    BasetenClient(StoreConfig config) {
        Optional<String> team = config.get(BasetenKeys.TEAM);
        if (team.filter(id -> !BasetenIds.ANY.matcher(id).matches()).isPresent()) {
            throw new ConfigurationException(
                    List.of(BasetenKeys.TEAM + " is not the id of a team; give the id, not the name"));
        }
        String scope = config.require(BasetenKeys.SCOPE);
        this.account = team.map(id -> Map.of("team", id, "scope", scope)).orElseGet(() -> Map.of("scope", scope));
        this.service = service(config);
        this.models = new BasetenModelStore(service, team);
        this.checkpoints = new BasetenCheckpointStore(service, team, scope.equals("org"));
    }

    @Override
    public String provider() {
        return BasetenProvider.NAME;
    }

    @Override
    public String origin() {
        return service.client().origin();
    }

    @Override
    public Map<String, String> account() {
        return account;
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
        return checkpoints;
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "ModelkeepClient[" + provider() + "]";
    }

    static BasetenService service(StoreConfig config) {
        String scheme = config.require(BasetenKeys.AUTH_SCHEME).equals("bearer") ? "Bearer" : "Api-Key";
        return new BasetenService(
                config,
                config.require(BasetenKeys.BASE_URL),
                Credential.of(scheme, config.require(BasetenKeys.API_KEY)),
                config.require(BasetenKeys.MAX_REQUESTS_PER_SECOND),
                config.require(BasetenKeys.DOWNLOAD_TIMEOUT));
    }
}
