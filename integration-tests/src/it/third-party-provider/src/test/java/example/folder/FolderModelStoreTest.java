package example.folder;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;


class FolderModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new FolderFixture();
    }
}
