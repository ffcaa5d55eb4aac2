package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The fault contract finds reports that say more than is known: all stores in this file are wrong. */
class BrokenWireTest {

    @Test
    void reportsAPresumedDeletionAsDeleted() throws Exception {
        assertThat(broken(outcome -> outcome == DeleteOutcome.PRESUMED_DELETED ? DeleteOutcome.DELETED : outcome))
                .contains("F6", "F7", "F8", "F10", "F12", "F24", "F25", "F26")
                .doesNotContain("F1", "F9", "F11", "F14", "F19");
    }

    @Test
    void takesOurOwnDeletionForAnEarlierOne() throws Exception {
        assertThat(broken(
                        outcome -> outcome == DeleteOutcome.PRESUMED_DELETED ? DeleteOutcome.ALREADY_ABSENT : outcome))
                .contains("F6", "F7", "F8", "F10", "F12", "F24", "F25", "F26", "F29");
    }

    @Test
    void reportsAnUnknownOutcomeAsFailed() throws Exception {
        assertThat(broken(outcome -> outcome == DeleteOutcome.UNKNOWN ? DeleteOutcome.FAILED : outcome))
                .containsExactly("F52", "F13", "F38");
    }

    @Test
    void takesAnyAbsenceForDeletion() throws Exception {
        assertThat(broken(outcome -> outcome == DeleteOutcome.FAILED ? DeleteOutcome.ALREADY_ABSENT : outcome))
                .contains("F2", "F15", "F17", "F19", "F20", "F21", "F23", "F39", "F42");
    }

    @Test
    void reportsAnUnsentIdAsUnknown() throws Exception {
        assertThat(broken(outcome -> outcome == DeleteOutcome.NOT_ATTEMPTED ? DeleteOutcome.UNKNOWN : outcome))
                .contains("F19", "F32", "F38")
                .doesNotContain("F1", "F40");
    }

    @Test
    void takesAnAbsentIdForADeletedOne() throws Exception {
        assertThat(broken(outcome -> outcome == DeleteOutcome.ALREADY_ABSENT ? DeleteOutcome.DELETED : outcome))
                .containsExactly("F30");
    }

    @Test
    void swallowsAPageThatFails() throws Exception {
        ContractRun run = ContractRun.of(
                contract(new Wrapping() {
                    @Override
                    public ModelkeepClient around(ModelkeepClient inner) {
                        return ForwardingClient.checkpoints(inner, new ChangedPages(inner.checkpoints()) {
                            @Override
                            Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                                try {
                                    return read.apply(page);
                                } catch (StoreException lost) {
                                    return Page.last(List.of());
                                }
                            }
                        });
                    }
                }),
                name -> name.contains("list checkpoints"));
        assertThat(run.broken()).contains("F12", "F19", "F21", "F35").doesNotContain("F1", "F6", "F11");
    }

    /** Puts something around stores. */
    private interface Wrapping {
        ModelkeepClient around(ModelkeepClient inner);
    }

    private static Set<String> broken(UnaryOperator<DeleteOutcome> wrong) throws Exception {
        Wrapping wrapping =
                inner -> ForwardingClient.checkpoints(inner, new ForwardingCheckpointStore(inner.checkpoints()) {
                    @Override
                    public DeleteReport<CheckpointId> delete(
                            RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                        DeleteReport<CheckpointId> report = super.delete(training, ids, expectedRevisions);
                        DeleteReport.Collector<CheckpointId> said = DeleteReport.collect(report.provider(), ids);
                        report.results().forEach(result -> said.add(changed(result, wrong.apply(result.outcome()))));
                        report.abortCause().ifPresent(said::stop);
                        return said.report();
                    }
                });
        return ContractRun.of(contract(wrapping), name -> name.contains("delete checkpoints"))
                .broken();
    }

    private static DeleteResult<CheckpointId> changed(DeleteResult<CheckpointId> result, DeleteOutcome outcome) {
        return result.cause()
                .map(why -> DeleteResult.of(result.id(), outcome, why))
                .orElseGet(() -> DeleteResult.of(result.id(), outcome));
    }

    private static FaultContract contract(Wrapping wrapping) {
        return new FaultContract() {
            @Override
            protected StoreFixture fixture() {
                return new WiredFixture() {
                    @Override
                    public ModelkeepClient open(StoreConfig config) {
                        return wrapping.around(super.open(config));
                    }
                };
            }
        };
    }
}
