package io.modelkeep.testkit;

class MemoryCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
