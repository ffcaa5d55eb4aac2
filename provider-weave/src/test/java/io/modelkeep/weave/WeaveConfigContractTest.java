package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WeaveConfigContractTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
