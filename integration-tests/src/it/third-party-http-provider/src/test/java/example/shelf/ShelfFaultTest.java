package example.shelf;

import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;

class ShelfFaultTest extends FaultContract {

    @Override
    protected StoreFixture fixture() {
        return new ShelfFixture();
    }
}
