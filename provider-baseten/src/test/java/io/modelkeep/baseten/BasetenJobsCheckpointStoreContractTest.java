package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenJobsFixture;
import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

class BasetenJobsCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenJobsFixture();
    }
}
