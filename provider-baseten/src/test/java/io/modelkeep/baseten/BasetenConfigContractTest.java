package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenConfigContractTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
