package io.modelkeep.weave;

import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

class PublishedWeaveModelStoreContractTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new PublishedFixture();
    }
}
