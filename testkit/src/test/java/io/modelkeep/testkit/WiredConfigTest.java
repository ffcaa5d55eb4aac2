package io.modelkeep.testkit;

import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WiredConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
