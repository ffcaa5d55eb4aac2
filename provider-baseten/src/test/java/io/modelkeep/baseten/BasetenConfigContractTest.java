package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.ConfigContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenConfigContractTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
