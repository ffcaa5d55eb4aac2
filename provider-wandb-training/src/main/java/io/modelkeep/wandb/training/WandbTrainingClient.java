package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The client for W&amp;B Training. */
final class WandbTrainingClient implements ModelkeepClient {

    private final WandbTrainingService service;
    private final Map<String, String> account;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    WandbTrainingClient(StoreConfig config) {
        this.service = new WandbTrainingService(
                config, config.require(WandbTrainingKeys.BASE_URL), config.require(WandbTrainingKeys.API_KEY));
        Optional<String> entity = config.get(WandbTrainingKeys.ENTITY);
        Optional<String> project = config.get(WandbTrainingKeys.PROJECT);
        this.account = account(entity, project);
        this.models = new WandbTrainingModelStore(service, entity, project);
        this.checkpoints = new WandbTrainingCheckpointStore(service);
    }

    private static Map<String, String> account(Optional<String> entity, Optional<String> project) {
        Map<String, String> account = new LinkedHashMap<>();
        entity.ifPresent(name -> account.put("entity", name));
        project.ifPresent(name -> account.put("project", name));
        return Collections.unmodifiableMap(account);
    }

    @Override
    public String provider() {
        return WandbTrainingProvider.NAME;
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
    public ListenerRegistration addListener(StoreListener listener) {
        return service.client().addListener(listener);
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "ModelkeepClient[" + provider() + "]";
    }
}
