package io.modelkeep.integration.live;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

@Live(LiveService.BASETEN)
class LiveBasetenModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return LiveService.BASETEN.fixture();
    }
}
