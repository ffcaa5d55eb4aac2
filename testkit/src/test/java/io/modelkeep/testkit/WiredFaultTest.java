package io.modelkeep.testkit;

class WiredFaultTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
