package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Names, and lists that are given as a whole, are held to the contracts: the stores in this file are wrong or uncommon. */
class BrokenListsTest {

    @Test
    void takesAPrefixForTheName() throws Exception {
        assertThat(named((model, name) -> model.name().startsWith(name))).containsExactly("M80", "M81", "M82", "M83");
    }

    @Test
    void ignoresTheCase() throws Exception {
        assertThat(named((model, name) -> model.name().toLowerCase(Locale.ROOT).equals(name)))
                .containsExactly("M80", "M81", "M83", "M107");
    }

    @Test
    void findsOneOfTwo() throws Exception {
        assertThat(models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> listByName(String name, PageRequest page) {
                        Page<Model> found = super.listByName(name, page);
                        return Page.last(found.items().stream().limit(1).toList());
                    }
                }))
                .containsExactly("M80", "M81", "M107");
    }

    @Test
    void dropsTheName() throws Exception {
        assertThat(models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> listByName(String name, PageRequest page) {
                        return super.list(page);
                    }
                }))
                .containsExactly("M80", "M81", "M82", "M83", "M110");
    }

    @Test
    void takesABlankNameForAll() throws Exception {
        assertThat(models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> listByName(String name, PageRequest page) {
                        return name.isBlank() ? super.list(page) : super.listByName(name, page);
                    }
                }))
                .containsExactly("M110");
    }

    @Test
    void takesATokenWithAnotherName() throws Exception {
        assertThat(models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> listByName(String name, PageRequest page) {
                        try {
                            return super.listByName(name, page);
                        } catch (InvalidRequestException foreign) {
                            return name.isBlank() ? refuse(foreign) : super.list(page);
                        }
                    }

                    private Page<Model> refuse(InvalidRequestException foreign) {
                        throw foreign;
                    }
                }))
                .containsExactly("M83");
    }

    @Test
    void givingWholeListsBreaksNothing() throws Exception {
        Supplier<StoreFixture> whole =
                () -> WrappedMemory.ofWholeLists(stores -> asking(stores, BrokenListsTest::ofAnySize));
        for (ContractRun run : List.of(checkpointRun(whole), modelRun(whole))) {
            assertThat(run.failures()).isEmpty();
            assertThat(run.applied())
                    .filteredOn(name -> name.contains("returns as a whole"))
                    .isNotEmpty();
            assertThat(run.notApplicable())
                    .filteredOn(name -> name.contains("clamped"))
                    .isNotEmpty();
        }
    }

    @Test
    void dividesAListThatTheServiceReturnsAsAWhole() throws Exception {
        Supplier<StoreFixture> cut = () -> WrappedMemory.ofWholeLists(stores -> stores);
        assertThat(checkpointRun(cut).broken()).containsExactly("C16", "C67", "C82");
        assertThat(modelRun(cut).broken()).containsExactly("M26", "M27");
    }

    private static PageRequest ofAnySize(PageRequest page) {
        return page.token().map(PageRequest.first()::withToken).orElse(PageRequest.first());
    }

    /** Stores whose lists are asked for something else. */
    private static ModelkeepClient asking(ModelkeepClient stores, UnaryOperator<PageRequest> other) {
        return new ForwardingClient(
                stores,
                new ForwardingModelStore(stores.models()) {
                    @Override
                    public Page<Model> list(PageRequest page) {
                        return super.list(other.apply(page));
                    }

                    @Override
                    public Page<Model> listByName(String name, PageRequest page) {
                        return super.listByName(name, other.apply(page));
                    }

                    @Override
                    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                        return super.listVersions(id, other.apply(page));
                    }
                },
                new ChangedPages(stores.checkpoints()) {
                    @Override
                    public Page<TrainingRun> listRuns(PageRequest page) {
                        return super.listRuns(other.apply(page));
                    }

                    @Override
                    Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                        return read.apply(other.apply(page));
                    }

                    @Override
                    public Page<CheckpointFile> listFiles(RunId training, CheckpointId checkpoint, PageRequest page) {
                        return super.listFiles(training, checkpoint, other.apply(page));
                    }
                });
    }

    private static Set<String> named(BiPredicate<Model, String> wrong) throws Exception {
        return models(inner -> new ForwardingModelStore(inner) {
            @Override
            public Page<Model> listByName(String name, PageRequest page) {
                if (name.isBlank()) {
                    return super.listByName(name, page);
                }
                return Page.last(
                        super.stream().filter(model -> wrong.test(model, name)).toList());
            }
        });
    }

    private static Set<String> models(Function<ModelStore, ModelStore> wrong) throws Exception {
        return modelRun(() -> WrappedMemory.of(stores -> ForwardingClient.models(stores, wrong.apply(stores.models()))))
                .broken();
    }

    private static ContractRun modelRun(Supplier<StoreFixture> fixtures) throws Exception {
        return ContractRun.of(new ModelStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return fixtures.get();
            }
        });
    }

    private static ContractRun checkpointRun(Supplier<StoreFixture> fixtures) throws Exception {
        return ContractRun.of(new CheckpointStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return fixtures.get();
            }
        });
    }
}
