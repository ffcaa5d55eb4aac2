package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.ConfigContract;
import io.modelkeep.testkit.StoreFixture;

class WeaveConfigContractTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
