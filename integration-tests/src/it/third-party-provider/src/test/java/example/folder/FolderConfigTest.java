package example.folder;

import io.modelkeep.testkit.ConfigContract;
import io.modelkeep.testkit.StoreFixture;

class FolderConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new FolderFixture();
    }
}
