package example.shelf;

import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class ShelfModelStoreTest extends ModelStoreContract {

    @Override
    protected StoreFixture fixture() {
        return new ShelfFixture();
    }
}
