package io.modelkeep.weave;

import io.modelkeep.testkit.FaultContract;
import io.modelkeep.testkit.StoreFixture;

class PublishedWeaveFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new PublishedFixture();
    }
}
