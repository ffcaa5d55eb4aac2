package io.modelkeep.weave;

import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class PublishedWeaveFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new PublishedFixture();
    }
}
