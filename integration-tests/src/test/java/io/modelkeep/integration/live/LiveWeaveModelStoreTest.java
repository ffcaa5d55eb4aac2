package io.modelkeep.integration.live;

import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

@Live(LiveService.WEAVE)
class LiveWeaveModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.WEAVE.fixture();
    }
}
