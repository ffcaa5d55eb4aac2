package io.modelkeep.integration.live;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

@Live(LiveService.WANDB_TRAINING)
class LiveWandbTrainingModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.WANDB_TRAINING.fixture();
    }
}
