package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

class WandbTrainingCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
