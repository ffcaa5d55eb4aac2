package io.modelkeep.integration.live;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

@Live(LiveService.WEAVE)
class LiveWeaveModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.WEAVE.fixture();
    }
}
