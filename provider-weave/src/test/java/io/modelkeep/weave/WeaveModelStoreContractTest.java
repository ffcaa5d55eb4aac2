package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

class WeaveModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
