package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenJobsFixture;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenJobsFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenJobsFixture();
    }
}
