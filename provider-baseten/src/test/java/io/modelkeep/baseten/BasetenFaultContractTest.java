package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
