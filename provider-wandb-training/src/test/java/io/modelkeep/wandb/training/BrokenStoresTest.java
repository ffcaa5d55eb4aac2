package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.Contract;
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

/** Stores that do the things that lose checkpoints, over real HTTP: the contracts name each. All stores here are wrong. */
class BrokenStoresTest {

    private static final List<String> ONE_STEP = List.of("1");

    @Test
    void aStoreThatBelievesAnHtml404IsCaught() throws Exception {
        assertThat(faults(report -> changed(
                        report,
                        result -> result.cause()
                                        .filter(MalformedResponseException.class::isInstance)
                                        .filter(cause -> cause.statusCode().orElse(0) == 404)
                                        .isPresent()
                                ? DeleteOutcome.ALREADY_ABSENT
                                : result.outcome())))
                .containsExactlyInAnyOrder("F21", "F66", "S11");
    }

    /** Counts that do not fit end in a read here, and so in a presumption; a store that trusts them says more. */
    @Test
    void aStoreThatReportsDeletedOnACountMismatchIsCaught() throws Exception {
        assertThat(faults(report -> changed(
                        report,
                        result -> result.outcome() == DeleteOutcome.PRESUMED_DELETED
                                ? DeleteOutcome.DELETED
                                : result.outcome())))
                .contains("F29")
                .doesNotContain("F1", "F11");
    }

    @Test
    void aStoreThatSendsAgainBlindlyIsCaught() throws Exception {
        Set<String> broken = run(server -> new RawDeletion(server) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                DeleteReport<CheckpointId> report = super.delete(training, ids, expectedRevisions);
                if (report.summary().containsKey(DeleteOutcome.PRESUMED_DELETED)) {
                    send(training, ids.stream().map(CheckpointId::value).toList());
                }
                return report;
            }
        });
        assertThat(broken).contains("F6", "F7", "F10").doesNotContain("F1", "F11");
    }

    @Test
    void aStoreThatSendsAnEmptyListIsCaught() throws Exception {
        ContractRun run = ContractRun.of(new CheckpointStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return new WrappedFixture(server -> new RawDeletion(server) {
                    @Override
                    public DeleteReport<CheckpointId> delete(
                            RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                        DeleteReport<CheckpointId> report = super.delete(training, ids, expectedRevisions);
                        if (ids.isEmpty()) {
                            send(training, List.of());
                        }
                        return report;
                    }
                });
            }
        });
        assertThat(run.broken()).containsExactly("C33");
    }

    @Test
    void aStoreThatSwallowsAnInterruptIsCaught() throws Exception {
        Set<String> broken = run(server -> new RawDeletion(server) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                DeleteReport<CheckpointId> report = super.delete(training, ids, expectedRevisions);
                Thread.interrupted();
                return report;
            }
        });
        assertThat(broken).containsExactly("F38");
    }

    @Test
    void storeThatDeletesAnUnrequestedStep_isDetected() throws Exception {
        Set<String> broken = run(server -> new RawDeletion(server) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                DeleteReport<CheckpointId> report = super.delete(training, ids, expectedRevisions);
                if (!ids.isEmpty()) {
                    send(training, ONE_STEP);
                }
                return report;
            }
        });
        assertThat(broken).contains("F1");
    }

    private static Set<String> faults(UnaryOperator<DeleteReport<CheckpointId>> wrong) throws Exception {
        return run(server -> new RawDeletion(server) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                return wrong.apply(super.delete(training, ids, expectedRevisions));
            }
        });
    }

    private static Set<String> run(Function<WrappedFixture.Opened, RawDeletion> wrong) throws Exception {
        Contract contract = new FaultContract() {
            @Override
            protected StoreFixture fixture() {
                return new WrappedFixture(wrong);
            }
        };
        return ContractRun.of(contract, name -> name.contains("delete checkpoints"))
                .broken();
    }

    private static DeleteReport<CheckpointId> changed(
            DeleteReport<CheckpointId> report, Function<DeleteResult<CheckpointId>, DeleteOutcome> outcome) {
        DeleteReport.Collector<CheckpointId> other = DeleteReport.collect(
                report.provider(),
                report.results().stream().map(DeleteResult::id).toList());
        report.results().forEach(result -> {
            DeleteOutcome said = outcome.apply(result);
            other.add(said == result.outcome() ? result : DeleteResult.of(result.id(), said));
        });
        report.abortCause().ifPresent(other::stop);
        return other.report();
    }
}
