package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools did to their users, and must not happen here. */
class ApplyFailureStoriesTest {

    @TempDir
    Path folder;

    private Applying bench;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** MLflow #3595: {@code gc} ended at the first artifact that was missing, and left the rest for ever. */
    @Test
    void oneMissingArtifactDoesNotAbortTheWholeCollection() {
        RunId run = bench.run(6);
        RetentionPlan plan = bench.plan("keep-last=1", run);
        bench.stores.instead = ids -> ids.contains(new CheckpointId("30")) ? missing(ids) : null;

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(1));

        assertThat(Applying.outcomes(report)).containsEntry("30", DeleteOutcome.FAILED);
        assertThat(bench.steps(run)).containsExactly("30", "60");
        bench.stores.instead = ids -> null;
        bench.deleteElsewhere(run, 30);
        assertThat(bench.apply(plan).complete()).isTrue();
    }

    /** MLflow #2169: who deleted what, and when, could not be told afterwards. */
    @Test
    void deletion_withoutRecordedOperator_isRefused() {
        RunId run = bench.run(3);
        RetentionPlan plan = bench.plan("keep-last=1", run);

        bench.apply(plan).orThrow();

        AuditHistory history = AuditHistory.read(plan, bench.audit);
        assertThat(history.runs())
                .containsExactly(new AuditHistory.Run("tester", bench.time.now(), Optional.of(bench.time.now())));
        for (String id : List.of("10", "20")) {
            assertThat(history.of(ItemKind.CHECKPOINTS, run.value(), id)
                            .orElseThrow()
                            .outcome())
                    .contains(DeleteOutcome.DELETED);
        }
        assertThat(history.of(ItemKind.CHECKPOINTS, run.value(), "30")).isEmpty();
    }

    /** Harbor #15332: a dry run deleted. */
    @Test
    void aPlanAloneDeletesNothing() {
        RunId run = bench.run(3);
        assertThat(bench.plan("keep-last=1", run).totals().deleted()).isEqualTo(2);
        try (AuditLog log = bench.open()) {
            assertThat(PlanExecutor.of(bench.stores, log)).isNotNull();
        }

        assertThat(bench.steps(run)).hasSize(3);
        assertThat(bench.stores.requests()).isZero();
    }

    /** A plan's document that somebody edited, with a digest that fits: what its policy keeps stays. */
    @Test
    void anEditedPlanDoesNotDeleteWhatItsPolicyKeeps() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=2", run);
        TargetPlan part = plan.parts().get(0);
        List<Decision> edited = new ArrayList<>();
        part.decisions()
                .forEach(decision -> edited.add(new Decision(
                        decision.item(), decision.item().id().equals("30") ? List.of() : decision.reasons())));
        RetentionPlan forged = edited(plan, TargetPlan.of(part.kind(), part.parent(), edited, Set.of(), List.of()));

        assertRefused(forged, InvalidPlanException.class);
        assertThat(bench.steps(run)).hasSize(4);
    }

    /** The same, with an item in it that the plan never saw. */
    @Test
    void anEditedPlanDoesNotDeleteUnderAnotherId() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=2", run);
        bench.save(run, 35);
        TargetPlan part = plan.parts().get(0);
        List<Decision> edited = new ArrayList<>();
        part.decisions()
                .forEach(decision -> edited.add(
                        decision.item().id().equals("20")
                                ? new Decision(
                                        Item.builder("35")
                                                .step(20)
                                                .revision(decision.item()
                                                        .revision()
                                                        .orElseThrow())
                                                .createdAt(decision.item()
                                                        .createdAt()
                                                        .orElseThrow())
                                                .build(),
                                        List.of())
                                : decision));
        RetentionPlan forged = edited(plan, TargetPlan.of(part.kind(), part.parent(), edited, Set.of(), List.of()));

        ExecutionReport report = bench.apply(forged);

        assertThat(report.drift()).extracting(Drift::id).containsExactly("35");
        assertThat(bench.stores.deletions).isEmpty();
    }

    private static RetentionPlan edited(RetentionPlan plan, TargetPlan part) {
        return new RetentionPlan(
                plan.plannedAt(), plan.provider(), plan.origin(), plan.account(), plan.policy(), List.of(part));
    }

    private void assertRefused(RetentionPlan plan, Class<? extends RetentionException> type) {
        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(type);
        assertThat(bench.stores.requests()).isZero();
    }

    private static DeleteReport<CheckpointId> missing(List<CheckpointId> ids) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        ids.forEach(id -> collector.add(
                DeleteResult.of(id, DeleteOutcome.FAILED, new NotFoundException(ErrorDetails.of("artifact missing")))));
        return collector.report();
    }
}
