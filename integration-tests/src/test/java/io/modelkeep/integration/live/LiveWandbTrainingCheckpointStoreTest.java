package io.modelkeep.integration.live;

import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

@Live(LiveService.WANDB_TRAINING)
class LiveWandbTrainingCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.WANDB_TRAINING.fixture();
    }
}
