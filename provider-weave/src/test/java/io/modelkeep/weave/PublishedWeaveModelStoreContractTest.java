package io.modelkeep.weave;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class PublishedWeaveModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new PublishedFixture();
    }
}
