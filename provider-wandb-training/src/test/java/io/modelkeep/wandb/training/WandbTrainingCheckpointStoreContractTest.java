package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WandbTrainingCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
