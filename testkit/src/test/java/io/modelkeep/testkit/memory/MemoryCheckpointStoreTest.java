package io.modelkeep.testkit.memory;

import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class MemoryCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
