package io.modelkeep.wandb.training;

import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

class WandbTrainingModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WandbTrainingFixture();
    }
}
