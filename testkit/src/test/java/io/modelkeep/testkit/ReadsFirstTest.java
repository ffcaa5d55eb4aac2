package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A store may read before it deletes, and breaks nothing by that as long as it minds what it read. */
class ReadsFirstTest {

    @Test
    void readingFirstBreaksNothing() throws Exception {
        ContractRun run = run(inner -> new ReadingFirst(inner) {
            @Override
            ModelDeletion unread(ModelId id, StoreException why, Supplier<ModelDeletion> deletion) {
                DeleteOutcome outcome =
                        why instanceof NotFoundException ? DeleteOutcome.ALREADY_ABSENT : DeleteOutcome.NOT_ATTEMPTED;
                return ModelDeletion.of(provider(), DeleteResult.of(id, outcome, why), Map.of());
            }
        });
        assertThat(run.failures()).isEmpty();
        assertThat(run.applied()).hasSizeGreaterThan(70);
    }

    @Test
    void deletesAnUnreadItem() throws Exception {
        ContractRun run = run(inner -> new ReadingFirst(inner) {
            @Override
            ModelDeletion unread(ModelId id, StoreException why, Supplier<ModelDeletion> deletion) {
                return deletion.get();
            }
        });
        assertThat(run.broken()).containsExactlyInAnyOrder("F38", "F50");
    }

    @Test
    void reportsAnUnsentIdAsFailed() throws Exception {
        ContractRun failing = ofAMissingTraining(DeleteOutcome.FAILED);
        assertThat(failing.applied()).hasSize(1);
        assertThat(failing.broken()).containsExactly("C40");
        assertThat(ofAMissingTraining(DeleteOutcome.NOT_ATTEMPTED).failures()).isEmpty();
    }

    private static ContractRun ofAMissingTraining(DeleteOutcome unsent) throws Exception {
        return ContractRun.of(
                new CheckpointStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return new WrappedWire(stores ->
                                ForwardingClient.checkpoints(stores, new ListingFirst(stores.checkpoints(), unsent)));
                    }
                },
                name -> name.contains("a missing parent stops"));
    }

    @Test
    void doubtsEveryBatchWhereOneIsInDoubt() throws Exception {
        ContractRun run = ContractRun.of(
                contract(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public DeleteReport<VersionId> deleteVersions(
                            ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                        DeleteReport<VersionId> report = super.deleteVersions(id, versions, mode);
                        boolean doubt = report.results().stream()
                                .anyMatch(result -> result.outcome() == DeleteOutcome.PRESUMED_DELETED);
                        DeleteReport.Collector<VersionId> said = DeleteReport.collect(provider(), versions);
                        report.results()
                                .forEach(result -> said.add(
                                        doubt ? DeleteResult.of(result.id(), DeleteOutcome.PRESUMED_DELETED) : result));
                        report.abortCause().ifPresent(said::stop);
                        return said.report();
                    }
                }),
                name -> name.contains("delete versions"));
        assertThat(run.broken()).containsExactlyInAnyOrder("F32", "F51", "F54");
    }

    /** Lists checkpoints before it deletes any of them. */
    private static final class ListingFirst extends ForwardingCheckpointStore {

        private final DeleteOutcome unsent;

        ListingFirst(CheckpointStore inner, DeleteOutcome unsent) {
            super(inner);
            this.unsent = unsent;
        }

        @Override
        public DeleteReport<CheckpointId> delete(
                RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
            try {
                assertThat(super.list(training, PageRequest.first()).items()).isNotNull();
            } catch (NotFoundException missing) {
                DeleteReport.Collector<CheckpointId> said = DeleteReport.collect(provider(), ids);
                ids.forEach(id -> said.add(DeleteResult.of(id, unsent, missing)));
                said.stop(missing);
                return said.report();
            }
            return super.delete(training, ids, expectedRevisions);
        }
    }

    /** Reads a model before it deletes it. */
    private abstract static class ReadingFirst extends ForwardingModelStore {

        ReadingFirst(ModelStore inner) {
            super(inner);
        }

        abstract ModelDeletion unread(ModelId id, StoreException why, Supplier<ModelDeletion> deletion);

        @Override
        public ModelDeletion delete(ModelId id, DeleteMode mode) {
            try {
                assertThat(super.get(id).id()).isEqualTo(id);
            } catch (StoreException why) {
                return unread(id, why, () -> super.delete(id, mode));
            }
            return super.delete(id, mode);
        }
    }

    private static ContractRun run(Function<ModelStore, ReadingFirst> first) throws Exception {
        return ContractRun.of(contract(first::apply), name -> name.contains("delete model"));
    }

    private static FaultContract contract(Function<ModelStore, ModelStore> around) {
        return new FaultContract() {
            @Override
            protected StoreFixture fixture() {
                return new WrappedWire(stores -> ForwardingClient.models(stores, around.apply(stores.models())));
            }
        };
    }
}
