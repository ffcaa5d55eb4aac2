package example.folder;

import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;


class FolderConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new FolderFixture();
    }
}
