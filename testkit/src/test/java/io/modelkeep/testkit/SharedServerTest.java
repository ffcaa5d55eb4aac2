package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contracts hold on a server that others use too, find there what they are there to find, and leave the others alone. */
class SharedServerTest {

    @Test
    void itemsOfOthers_breakNoClause() throws Exception {
        ContractRun run = models(store -> store);
        assertThat(run.failures()).isEmpty();
        assertThat(run.notApplicable())
                .containsExactlyInAnyOrder(
                        "M12 one page of models takes exactly one request [a wire]",
                        "M14 an empty list of models is one empty page [a server that is not shared]",
                        "M22 one page of versions takes exactly one request [a wire]",
                        "M26 a list of models that the service returns as a whole is not split by a requested"
                                + " page size [a list that is returned as a whole]",
                        "M27 a list of versions that the service returns as a whole is not split by a requested"
                                + " page size [a list that is returned as a whole]",
                        "M45 a field is kept or refused before any request, never dropped"
                                + " [a wire, or a server that is not shared]",
                        "M63 every request of a deletion of versions is reported to the listener [a wire]",
                        "M77 the listener and the exception report the same request id [a wire]",
                        "M93 an object that is not a model is not deleted as one"
                                + " [other objects under the id of a model]",
                        "M115 the attempt that received a page reports the size of its body [a wire]",
                        "M94 a list of models that shrinks contains every item present throughout,"
                                + " or throws ListChangedException [a server that is not shared]",
                        "M98 the outcome for the listener is the exception type of a failed call,"
                                + " or incomplete for a failed deletion [a wire]",
                        "M99 no route that the listener receives contains an id [a wire]",
                        "M100 the listener is notified of each retry before it starts, with its reason and its delay"
                                + " [a wire]",
                        "M101 a failing read is attempted max-attempts times [a wire]",
                        "M102 versions of an object that is not a model are not deleted, even by a forced deletion"
                                + " [other objects under the id of a model]",
                        "M104 a version is not deleted if the list of versions lacks their aliases [a wire]",
                        "M105 a version state that the service does not document is reported as ItemState.UNKNOWN"
                                + " [a wire]",
                        "M109 each attempt in the scope of a listener is ended once, on its thread and before its"
                                + " operation, also if it fails [a wire]");
        assertThat(ContractRun.of(new CheckpointStoreContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return new SharedMemory(store -> store);
                            }
                        })
                        .failures())
                .isEmpty();
    }

    @Test
    void aListThatLosesAModelIsCaught() throws Exception {
        assertThat(listing(items -> items.subList(0, items.size() - 1))).contains("M5", "M6", "M7", "M41");
    }

    @Test
    void aListThatGivesAModelTwiceIsCaught() throws Exception {
        assertThat(listing(items -> {
                    List<Model> more = new ArrayList<>(items);
                    more.add(items.get(items.size() - 1));
                    return more;
                }))
                .contains("M5", "M6", "M7");
    }

    private static Iterable<String> listing(UnaryOperator<List<Model>> wrong) throws Exception {
        return models(store -> new ForwardingModelStore(store) {
                    @Override
                    public Page<Model> list(PageRequest page) {
                        Page<Model> right = super.list(page);
                        List<Model> items = wrong.apply(right.items());
                        return right.nextToken()
                                .map(token -> Page.of(items, token))
                                .orElseGet(() -> Page.last(items));
                    }
                })
                .broken();
    }

    private static ContractRun models(UnaryOperator<ModelStore> around) throws Exception {
        return ContractRun.of(new ModelStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return new SharedMemory(around);
            }
        });
    }

    /** A server with a model and a training of somebody else, which are still there at the end. */
    private static final class SharedMemory extends MemoryFixture {

        private final UnaryOperator<ModelStore> around;
        private final List<ModelId> foreignModels;
        private final List<RunId> foreignTrainings;

        SharedMemory(UnaryOperator<ModelStore> around) {
            this.around = around;
            super.givenModel("listed-0");
            super.givenRun(1);
            this.foreignModels = super.models();
            this.foreignTrainings = super.runs();
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            ModelkeepClient inner = super.open(config);
            return ForwardingClient.models(inner, around.apply(inner.models()));
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String name(String name) {
            return name.isBlank() ? name : "own-" + name;
        }

        @Override
        public ModelId givenModel(String name) {
            return super.givenModel(name(name));
        }

        @Override
        public ModelSpec.Builder modelSpec(String name) {
            return super.modelSpec(name(name));
        }

        @Override
        public List<ModelId> models() {
            return super.models().stream()
                    .filter(model -> !foreignModels.contains(model))
                    .toList();
        }

        @Override
        public List<RunId> runs() {
            return super.runs().stream()
                    .filter(training -> !foreignTrainings.contains(training))
                    .toList();
        }

        @Override
        public void close() {
            assertThat(super.models()).containsAll(foreignModels);
            assertThat(super.runs()).containsAll(foreignTrainings);
            super.close();
        }
    }
}
