package io.modelkeep.weave;

import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class WeaveCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new WeaveFixture();
    }
}
