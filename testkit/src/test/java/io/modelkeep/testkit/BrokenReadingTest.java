package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.Contract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contracts detect stores that misread the pages of a wire. */
class BrokenReadingTest {

    @Test
    void takesALostPositionForTheEnd() throws Exception {
        assertThat(checkpoints(
                        stores -> ForwardingClient.checkpoints(stores, new ChangedPages(stores.checkpoints()) {
                            @Override
                            Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                                try {
                                    return read.apply(page);
                                } catch (ListChangedException lost) {
                                    return Page.last(List.of());
                                }
                            }
                        }),
                        "C5 ",
                        "C6 ",
                        "C105 "))
                .containsExactly("C105");
    }

    @Test
    void takesAnUnknownStateForReady() throws Exception {
        assertThat(checkpointStates(ItemState.UNKNOWN)).isEmpty();
        assertThat(checkpointStates(ItemState.READY)).containsExactly("C106");
        assertThat(versionStates(ItemState.UNKNOWN)).isEmpty();
        assertThat(versionStates(ItemState.READY)).containsExactly("M105");
    }

    /** Stores whose word for a state is the id, which the clause changes on the wire. */
    private static Set<String> checkpointStates(ItemState state) throws Exception {
        return checkpoints(
                stores -> ForwardingClient.checkpoints(stores, new ChangedPages(stores.checkpoints()) {
                    @Override
                    Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                        return read.apply(page)
                                .map(row -> Checkpoint.builder(row.id())
                                        .state(row.id().value())
                                        .itemState(state)
                                        .build());
                    }
                }),
                "C106 ");
    }

    private static Set<String> versionStates(ItemState state) throws Exception {
        UnaryOperator<ModelkeepClient> wrong =
                stores -> ForwardingClient.models(stores, new ForwardingModelStore(stores.models()) {
                    @Override
                    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                        return super.listVersions(id, page)
                                .map(row -> ModelVersion.builder(row.id(), id)
                                        .state(row.id().value())
                                        .itemState(state)
                                        .build());
                    }
                });
        return broken(
                new ModelStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return new WrappedWire(wrong);
                    }
                },
                "M105 ");
    }

    private static Set<String> checkpoints(UnaryOperator<ModelkeepClient> wrong, String... clauses) throws Exception {
        return broken(
                new CheckpointStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return new WrappedWire(wrong);
                    }
                },
                clauses);
    }

    private static Set<String> broken(Contract contract, String... clauses) throws Exception {
        ContractRun run =
                ContractRun.of(contract, name -> Set.of(clauses).stream().anyMatch(name::startsWith));
        assertThat(run.applied()).hasSameSizeAs(clauses);
        return run.broken();
    }
}
