package io.modelkeep.testkit;

class WiredCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
