package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;

/** The connection to W&amp;B Training. */
final class WandbTrainingStores implements Stores {

    private final WandbTrainingService service;
    private final ModelStore models;
    private final CheckpointStore checkpoints;

    WandbTrainingStores(StoreConfig config) {
        this.service = new WandbTrainingService(config);
        this.models = new WandbTrainingModelStore(
                service, config.get(WandbTrainingKeys.ENTITY), config.get(WandbTrainingKeys.PROJECT));
        this.checkpoints = new WandbTrainingCheckpointStore(service);
    }

    @Override
    public String provider() {
        return WandbTrainingProvider.NAME;
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
        return "Stores[" + provider() + "]";
    }
}
