package io.modelkeep.testkit;

import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WiredFaultTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
