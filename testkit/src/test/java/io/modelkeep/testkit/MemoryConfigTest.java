package io.modelkeep.testkit;

class MemoryConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
