package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WandbTrainingConfigContractTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
