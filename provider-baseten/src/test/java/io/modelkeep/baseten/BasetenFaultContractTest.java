package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.FaultContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
