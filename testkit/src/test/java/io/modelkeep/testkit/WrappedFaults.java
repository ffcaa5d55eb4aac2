package io.modelkeep.testkit;

import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** A wire that also reports an address and a number of connections. */
record WrappedFaults(FaultFixture inner, URI uri, IntSupplier open) implements FaultFixture {

    @Override
    public void inject(Operation operation, Fault fault) {
        inner.inject(operation, fault);
    }

    @Override
    public void injectAt(Operation operation, int nth, Fault fault) {
        inner.injectAt(operation, nth, fault);
    }

    @Override
    public List<WireRequest> requests() {
        return inner.requests();
    }

    @Override
    public List<String> unconsumed() {
        return inner.unconsumed();
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(open.getAsInt());
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(uri);
    }
}
