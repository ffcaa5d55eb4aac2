package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WandbTrainingModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
