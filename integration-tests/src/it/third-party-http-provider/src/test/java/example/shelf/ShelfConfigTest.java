package example.shelf;

import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class ShelfConfigTest extends ConfigContract {

    @Override
    protected StoreFixture fixture() {
        return new ShelfFixture();
    }
}
