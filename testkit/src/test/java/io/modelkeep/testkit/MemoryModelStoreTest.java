package io.modelkeep.testkit;

class MemoryModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
