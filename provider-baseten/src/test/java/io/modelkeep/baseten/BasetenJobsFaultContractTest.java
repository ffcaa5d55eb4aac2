package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenJobsFixture;
import io.modelkeep.testkit.FaultContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenJobsFaultContractTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenJobsFixture();
    }
}
