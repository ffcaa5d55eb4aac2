package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenFixture();
    }
}
