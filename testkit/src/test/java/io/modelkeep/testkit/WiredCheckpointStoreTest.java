package io.modelkeep.testkit;

import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WiredCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
