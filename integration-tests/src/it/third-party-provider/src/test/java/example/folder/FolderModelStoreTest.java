package example.folder;

import io.modelkeep.testkit.ModelStoreContract;
import io.modelkeep.testkit.StoreFixture;

class FolderModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new FolderFixture();
    }
}
