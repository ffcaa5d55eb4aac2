package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
