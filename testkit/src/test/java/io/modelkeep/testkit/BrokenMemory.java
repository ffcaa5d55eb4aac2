package io.modelkeep.testkit;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryServer;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The clauses that the memory provider breaks with something wrong around one of its stores. */
final class BrokenMemory {

    private BrokenMemory() {}

    private static MemoryServer server(ModelkeepClient stores) {
        return MemoryServer.running(stores.origin().replaceFirst(".*://", "")).orElseThrow();
    }

    static Set<String> checkpoints(Function<CheckpointStore, CheckpointStore> wrong) throws Exception {
        return ContractRun.of(new CheckpointStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return WrappedMemory.of(
                                inner -> ForwardingClient.checkpoints(inner, wrong.apply(inner.checkpoints())));
                    }
                })
                .broken();
    }

    static Set<String> models(Function<ModelStore, ModelStore> wrong) throws Exception {
        return models((inner, server) -> wrong.apply(inner));
    }

    /** Stores that may look into the server, so that what they do wrong is no call of its own. */
    static Set<String> models(BiFunction<ModelStore, MemoryServer, ModelStore> wrong) throws Exception {
        return ContractRun.of(new ModelStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return WrappedMemory.of(
                                inner -> ForwardingClient.models(inner, wrong.apply(inner.models(), server(inner))));
                    }
                })
                .broken();
    }
}
