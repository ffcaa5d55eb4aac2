package io.modelkeep.testkit.memory;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class MemoryModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new MemoryFixture();
    }
}
