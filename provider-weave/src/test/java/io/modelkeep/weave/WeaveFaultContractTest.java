package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.FaultContract;
import io.modelkeep.testkit.StoreFixture;

class WeaveFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
