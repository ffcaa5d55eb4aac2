package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WeaveModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
