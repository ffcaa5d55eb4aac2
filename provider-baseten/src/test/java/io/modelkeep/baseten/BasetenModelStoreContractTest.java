package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
