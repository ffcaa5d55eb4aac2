package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WeaveFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
