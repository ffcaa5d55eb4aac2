package io.modelkeep.testkit;

class WiredModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
