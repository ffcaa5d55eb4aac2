package io.modelkeep.testkit;

import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;

class MemoryConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
