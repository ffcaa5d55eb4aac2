package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WandbTrainingFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
