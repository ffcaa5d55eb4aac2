package io.modelkeep.testkit;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The wired provider with something around its stores or its wires. */
class WrappedWire extends WiredFixture {

    private final UnaryOperator<ModelkeepClient> around;

    WrappedWire(UnaryOperator<ModelkeepClient> around) {
        this.around = around;
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return around.apply(super.open(config));
    }

    /** A wire that tells something else of its requests. */
    static Optional<FaultFixture> telling(Optional<FaultFixture> wire, UnaryOperator<WireRequest> change) {
        return wire.map(inner -> new Telling(inner, change));
    }

    private record Telling(FaultFixture inner, UnaryOperator<WireRequest> change) implements FaultFixture {

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
            return inner.requests().stream().map(change).toList();
        }

        @Override
        public List<String> unconsumed() {
            return inner.unconsumed();
        }
    }
}
