package io.modelkeep.integration.live;

import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

@Live(LiveService.WANDB_TRAINING)
class LiveWandbTrainingCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.WANDB_TRAINING.fixture();
    }
}
