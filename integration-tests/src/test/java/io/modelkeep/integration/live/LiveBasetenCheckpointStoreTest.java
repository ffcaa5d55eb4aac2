package io.modelkeep.integration.live;

import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

@Live(LiveService.BASETEN)
class LiveBasetenCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.BASETEN.fixture();
    }
}
