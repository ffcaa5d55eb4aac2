package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that ended early, and another one of the same plan that goes on. */
public class ApplyResumeTest {

    /** What ends a process. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    private Applying bench;
    private RunId training;
    private RetentionPlan plan;

    @BeforeEach
    public void open() {
        bench = new Applying(folder);
        training = bench.run(7);
        plan = bench.plan("keep-last=1", training);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDeathAfterTheDeletionEndsAsIfNothingHadHappened() {
        bench.stores.after = ids -> {
            if (bench.stores.deletions.size() == 2) {
                throw new Death();
            }
        };
        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.batchSize(2))).isInstanceOf(Death.class);
        assertThat(AuditCheck.verify(plan, bench.audit).open())
                .extracting(AuditCheck.Open::id)
                .containsExactly("30", "40");
        bench.stores.after = ids -> {};
        bench.stores.forget();

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(Applying.outcomes(report))
                .containsExactly(
                        entry("60", DeleteOutcome.DELETED),
                        entry("50", DeleteOutcome.DELETED),
                        entry("40", DeleteOutcome.PRESUMED_DELETED),
                        entry("30", DeleteOutcome.PRESUMED_DELETED),
                        entry("20", DeleteOutcome.DELETED),
                        entry("10", DeleteOutcome.DELETED));
        assertThat(report.parts().get(0).results().stream()
                        .filter(ItemResult::earlier)
                        .map(ItemResult::id))
                .containsExactly("60", "50");
        assertThat(bench.stores.deleted()).containsExactly("20", "10");
        assertThat(bench.steps(training)).containsExactly("70");
        AuditCheck check = AuditCheck.verify(plan, bench.audit);
        assertThat(check.passed()).isTrue();
        assertThat(check.open()).isEmpty();
        assertThat(check.summary())
                .containsOnly(entry(DeleteOutcome.DELETED, 4L), entry(DeleteOutcome.PRESUMED_DELETED, 2L));
    }

    @Test
    void aDeathBeforeTheDeletionSendsItAgain() {
        bench.stores.before = ids -> {
            throw new Death();
        };
        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.batchSize(2))).isInstanceOf(Death.class);
        bench.stores.before = ids -> {};
        bench.stores.forget();

        ExecutionReport report = bench.apply(plan);

        assertThat(report.orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));
        assertThat(bench.stores.deleted()).containsExactly("60", "50", "40", "30", "20", "10");
        AuditCheck check = AuditCheck.verify(plan, bench.audit);
        assertThat(check.passed()).isTrue();
        assertThat(check.open()).isEmpty();
    }

    @Test
    void itemsLeftByASecondCrash_areResumed() {
        bench.stores.after = ids -> {
            throw new Death();
        };
        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.batchSize(2))).isInstanceOf(Death.class);
        bench.stores.listing = parent -> {
            throw new Death();
        };
        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(Death.class);
        bench.stores.after = ids -> {};
        bench.stores.listing = parent -> {};

        ExecutionReport report = bench.apply(plan);

        assertThat(report.orThrow().summary())
                .containsExactly(entry(DeleteOutcome.DELETED, 4L), entry(DeleteOutcome.PRESUMED_DELETED, 2L));
        assertThat(AuditHistory.read(plan, bench.audit).runs())
                .extracting(run -> run.ended().isPresent())
                .containsExactly(false, false, true);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "FAILED", "REFUSED", "NOT_ATTEMPTED"})
    void remainingItem_isTriedAgain(DeleteOutcome outcome) {
        answer(outcome);
        ExecutionReport first = bench.apply(plan);
        assertThat(first.complete()).isFalse();
        assertThat(first.summary()).containsExactly(entry(outcome, 6L));
        bench.stores.instead = ids -> null;
        bench.stores.forget();

        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "FAILED", "REFUSED", "NOT_ATTEMPTED"})
    void missingItem_countsAsDeleted_onlyIfItsRequestMayHaveBeenSent(DeleteOutcome outcome) {
        answer(outcome);
        bench.apply(plan);
        bench.stores.instead = ids -> null;
        bench.deleteElsewhere(training, 10, 20, 30, 40, 50, 60);
        bench.stores.forget();

        DeleteOutcome expected =
                outcome == DeleteOutcome.NOT_ATTEMPTED ? DeleteOutcome.ALREADY_ABSENT : DeleteOutcome.PRESUMED_DELETED;
        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(expected, 6L));

        assertThat(bench.stores.deletions).isEmpty();
    }

    @Test
    void aRunThatSentNothingDoesNotMakeAnEarlierOneForgotten() {
        answer(DeleteOutcome.UNKNOWN);
        bench.apply(plan);
        answer(DeleteOutcome.NOT_ATTEMPTED);
        bench.apply(plan);
        bench.stores.instead = ids -> null;
        bench.deleteElsewhere(training, 10, 20, 30, 40, 50, 60);

        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.PRESUMED_DELETED, 6L));
    }

    @Test
    void nothingMoreIsSentForOtherPartsAfterAnError() {
        RetentionPlan both = bench.plan("keep-last=1", training, bench.run(3));
        bench.stores.before = ids -> {
            throw new Death();
        };

        assertThatThrownBy(() -> bench.apply(both, apply -> apply.concurrency(1)))
                .isInstanceOf(Death.class);

        assertThat(bench.stores.deletions).hasSize(1);
    }

    @Test
    void aPlanOfTheSameFileDoesNotKnowWhatAnotherOneDid() {
        bench.apply(plan).orThrow();
        RunId next = bench.run(3);
        RetentionPlan nextPlan = bench.plan("keep-last=1", next);

        ExecutionReport report = bench.apply(nextPlan);

        assertThat(report.orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 2L));
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(nextPlan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(nextPlan, bench.audit).runs()).isEqualTo(1);
    }

    private void answer(DeleteOutcome outcome) {
        bench.stores.instead = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
            ids.forEach(id -> collector.add(DeleteResult.of(id, outcome)));
            return collector.report();
        };
    }
}
