package io.modelkeep.integration.live;

import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

@Live(LiveService.BASETEN)
class LiveBasetenModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.BASETEN.fixture();
    }
}
