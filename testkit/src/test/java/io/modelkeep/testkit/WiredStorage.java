package io.modelkeep.testkit;

import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.util.List;

/** The wire to the files of a {@link WiredServer}, which is another than that to everything else. */
record WiredStorage(WiredServer server) implements FaultFixture {

    @Override
    public void inject(Operation operation, Fault fault) {
        server.inject(operation, fault);
    }

    @Override
    public void injectAt(Operation operation, int nth, Fault fault) {
        server.injectAt(operation, nth, fault);
    }

    @Override
    public List<WireRequest> requests() {
        return server.requests(true);
    }

    @Override
    public List<String> unconsumed() {
        return server.unconsumed(true);
    }
}
