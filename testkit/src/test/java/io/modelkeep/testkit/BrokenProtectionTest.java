package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract of model stores finds stores that delete what is in use, what may be, and what a name leads to. */
class BrokenProtectionTest {

    @Test
    void forcesTheDeletionOfVersions() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        return super.deleteVersions(id, versions, DeleteMode.FORCE);
                    }
                }))
                .containsExactly("M85");
    }

    @Test
    void forcesNoDeletionOfVersions() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        return super.deleteVersions(id, versions, DeleteMode.SAFE);
                    }
                }))
                .containsExactly("M86");
    }

    @Test
    void looksAtProductionAloneBeforeItDeletesAModel() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                        ModelDeletion deletion = super.delete(id, mode);
                        boolean ofAnAlias = deletion.outcome() == DeleteOutcome.REFUSED
                                && !inner.get(id).live().orElse(true);
                        return ofAnAlias ? super.delete(id, DeleteMode.FORCE) : deletion;
                    }
                }))
                .containsExactly("M87");
    }

    @Test
    void takesUnknownUseForNone() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                        ModelDeletion deletion = super.delete(id, mode);
                        boolean unknown = deletion.outcome() == DeleteOutcome.REFUSED
                                && inner.get(id).live().isEmpty();
                        return unknown ? super.delete(id, DeleteMode.FORCE) : deletion;
                    }
                }))
                .containsExactly("M92");
    }

    @Test
    void refusesAllForOneVersionThatIsLive() throws Exception {
        assertThat(BrokenMemory.models((inner, server) -> new ForwardingModelStore(inner) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        boolean live = versions != null
                                && server.versions(id).stream()
                                        .anyMatch(row -> versions.contains(row.id())
                                                && row.live().orElseThrow());
                        if (!live) {
                            return super.deleteVersions(id, versions, mode);
                        }
                        DeleteReport.Collector<VersionId> refused = DeleteReport.collect(provider(), versions);
                        versions.forEach(version -> refused.add(DeleteResult.of(
                                version, DeleteOutcome.REFUSED, new ConflictException(ErrorDetails.of("live")))));
                        return refused.report();
                    }
                }))
                .containsExactly("M91");
    }

    @Test
    void takesAnAbsentVersionForADeletedOneIfForced() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        DeleteReport<VersionId> report = super.deleteVersions(id, versions, mode);
                        if (mode == DeleteMode.SAFE) {
                            return report;
                        }
                        DeleteReport.Collector<VersionId> changed = DeleteReport.collect(provider(), versions);
                        report.results()
                                .forEach(result -> changed.add(
                                        result.outcome() == DeleteOutcome.ALREADY_ABSENT
                                                ? DeleteResult.of(result.id(), DeleteOutcome.DELETED)
                                                : result));
                        return changed.report();
                    }
                }))
                .containsExactly("M103");
    }

    @Test
    void deletesVersionsWhoseAliasesAreMissing() throws Exception {
        assertThat(withoutAliases(true)).isEmpty();
        assertThat(withoutAliases(false)).containsExactly("M104");
    }

    @Test
    void deletesAnotherKindOfObject() throws Exception {
        assertThat(kinds(true)).isEmpty();
        assertThat(kinds(false)).containsExactly("M93", "M102");
    }

    /** A service that keeps something else under the ids of models, and stores that look at the kind, or do not. */
    private static Set<String> kinds(boolean look) throws Exception {
        return ContractRun.of(
                        new ModelStoreContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return new Kinds(look);
                            }
                        },
                        name -> name.startsWith("M3") || name.startsWith("M93 ") || name.startsWith("M102 "))
                .broken();
    }

    /** A service whose list of versions never contains aliases, and stores that look for them, or do not. */
    private static Set<String> withoutAliases(boolean look) throws Exception {
        Supplier<StoreFixture> fixtures = () ->
                new WrappedWire(stores -> ForwardingClient.models(stores, new ForwardingModelStore(stores.models()) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        if (!look
                                || super.listVersions(id, PageRequest.first()).items().stream()
                                        .allMatch(row -> row.aliases().isPresent())) {
                            return super.deleteVersions(id, versions, mode);
                        }
                        DeleteReport.Collector<VersionId> refused = DeleteReport.collect(provider(), versions);
                        versions.forEach(version -> refused.add(DeleteResult.of(
                                version, DeleteOutcome.REFUSED, new ConflictException(ErrorDetails.of("unknown")))));
                        return refused.report();
                    }
                })) {
                    @Override
                    public boolean giveAlias(ModelId model, VersionId version, String alias) {
                        return true;
                    }
                };
        return ContractRun.of(
                        new ModelStoreContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return fixtures.get();
                            }
                        },
                        name -> name.startsWith("M104 "))
                .broken();
    }

    private static final class Kinds extends MemoryFixture {

        private final boolean look;
        private final Set<ModelId> others = ConcurrentHashMap.newKeySet();

        Kinds(boolean look) {
            this.look = look;
        }

        @Override
        public Optional<ModelId> givenNoModel(String name) {
            ModelId other = givenModel(name);
            others.add(other);
            return Optional.of(other);
        }

        @Override
        public boolean hasNoModel(ModelId id) {
            return models().contains(id);
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            ModelkeepClient inner = super.open(config);
            return ForwardingClient.models(inner, new ForwardingModelStore(inner.models()) {
                @Override
                public ModelDeletion delete(ModelId id, DeleteMode mode) {
                    return look && others.contains(id)
                            ? ModelDeletion.of(provider(), DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT), Map.of())
                            : super.delete(id, mode);
                }

                @Override
                public DeleteReport<VersionId> deleteVersions(
                        ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                    if (!look || !others.contains(id)) {
                        return super.deleteVersions(id, versions, mode);
                    }
                    DeleteReport.Collector<VersionId> refused = DeleteReport.collect(provider(), versions);
                    versions.forEach(version -> refused.add(DeleteResult.of(
                            version, DeleteOutcome.REFUSED, new ConflictException(ErrorDetails.of("no model")))));
                    return refused.report();
                }
            });
        }
    }
}
