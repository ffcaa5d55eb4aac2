package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
