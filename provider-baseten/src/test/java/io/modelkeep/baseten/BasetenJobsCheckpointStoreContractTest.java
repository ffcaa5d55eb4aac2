package io.modelkeep.baseten;

import io.modelkeep.fixture.BasetenJobsFixture;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class BasetenJobsCheckpointStoreContractTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new BasetenJobsFixture();
    }
}
