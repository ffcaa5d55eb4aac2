package io.modelkeep.weave;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.fixture.WeaveFixture;

/** The simulator, spoken to as if it were the published server. */
final class PublishedFixture extends WeaveFixture {

    /** As many digests of 43 characters as stand in a query of 4 KiB. */
    @Override
    public int maxBatchSize(Operation deletion) {
        return 78;
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return Form.PUBLISHED.open(config);
    }
}
