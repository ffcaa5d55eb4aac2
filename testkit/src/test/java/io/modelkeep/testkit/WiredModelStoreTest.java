package io.modelkeep.testkit;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WiredModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WiredFixture();
    }
}
