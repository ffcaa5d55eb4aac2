package io.modelkeep.integration.live;

import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

@Live(LiveService.BASETEN)
class LiveBasetenCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.BASETEN.fixture();
    }
}
