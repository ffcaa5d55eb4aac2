package io.modelkeep.testkit;

class WiredConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
