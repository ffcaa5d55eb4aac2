package example.folder;

import io.modelkeep.testkit.CheckpointStoreContract;
import io.modelkeep.testkit.StoreFixture;

class FolderCheckpointStoreTest extends CheckpointStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new FolderFixture();
    }
}
