package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ItemState;
import io.modelkeep.RunId;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.errors.DriftException;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that is not as planned: nothing of the plan is deleted, and only lists are asked for. */
class ApplyDriftTest {

    @TempDir
    Path folder;

    private Applying bench;
    private RunId run;
    private RunId other;
    private RetentionPlan plan;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
        run = bench.run(4);
        other = bench.run(4);
        plan = bench.plan("keep-last=1; keep=20", run, other);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCheckpointToDeleteThatWasSavedAgainDeletesNothing() {
        bench.save(run, 10);

        assertDrift("10", Drift.Change.REVISION);
    }

    @Test
    void aCheckpointToKeepThatWasSavedAgainDeletesNothing() {
        bench.save(run, 20);

        assertDrift("20", Drift.Change.REVISION);
    }

    @Test
    void aCheckpointToKeepThatVanishedDeletesNothing() {
        bench.deleteElsewhere(run, 20);

        assertDrift("20", Drift.Change.VANISHED);
    }

    @Test
    void deletedItemThatReappears_isDrift() {
        bench.stores.before = ids -> {
            bench.stores.before = none -> {};
            throw new IllegalStateException("broken");
        };
        bench.apply(plan, apply -> apply.concurrency(1).batchSize(1));
        bench.stores.before = ids -> {
            if (bench.stores.deletions.size() > 2) {
                throw new IllegalStateException("broken");
            }
        };
        bench.stores.forget();
        ExecutionReport half = bench.apply(plan, apply -> apply.concurrency(1).batchSize(1));
        assertThat(half.summary()).contains(entry(DeleteOutcome.DELETED, 2L));
        bench.stores.before = ids -> {};
        bench.save(run, 30);

        assertDrift("30", Drift.Change.BACK);
    }

    @Test
    void theDriftIsOnTheRecordAndTheAuditPasses() {
        bench.save(run, 10);

        bench.apply(plan);

        assertThat(bench.lines().get(bench.lines().size() - 1)).contains("\"drift\":1");
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditHistory.read(plan, bench.audit).of(ItemKind.CHECKPOINTS, run.value(), "10"))
                .isEmpty();
    }

    @Test
    void driftNamesItselfInTheRefusal() {
        bench.save(run, 10);
        ExecutionReport report = bench.apply(plan);

        assertThatThrownBy(report::orThrow)
                .isInstanceOfSatisfying(
                        DriftException.class,
                        refused -> assertThat(refused.changes()).hasSize(1));
        assertThat(report.toMap()).containsEntry("complete", false);
    }

    @Test
    void changedIdentityProperty_isDrift() {
        Item then = item().build();

        assertThat(Drift.Change.between(then, item().build())).isEmpty();
        assertThat(Drift.Change.between(
                        then, item().state("READY").name("other").sizeBytes(7).build()))
                .isEmpty();
        assertThat(Drift.Change.between(then, item().revision("b").build())).contains(Drift.Change.REVISION);
        assertThat(Drift.Change.between(then, item().step(11).build())).contains(Drift.Change.STEP);
        assertThat(Drift.Change.between(then, item().number(2).build())).contains(Drift.Change.NUMBER);
        assertThat(Drift.Change.between(
                        then, item().createdAt(Instant.EPOCH.plusNanos(1)).build()))
                .contains(Drift.Change.CREATED_AT);
        assertThat(Drift.Change.between(
                        then, item().metrics(Map.of("loss", 2.0)).build()))
                .contains(Drift.Change.METRICS);
        assertThat(Drift.Change.between(then, item().metrics(Map.of()).build())).contains(Drift.Change.METRICS);
    }

    @Test
    void itemInUseOrOfUnknownUse_isNotDeleted() {
        Item then = item().itemState(ItemState.READY)
                .live(false)
                .latest(false)
                .aliases(Set.of())
                .tags(Set.of("old"))
                .build();

        assertThat(Drift.Change.inUse(then, then)).isEmpty();
        assertThat(Drift.Change.inUse(then, asPlanned().live(true).build())).contains(Drift.Change.LIVE);
        assertThat(Drift.Change.inUse(then, asPlanned().latest(true).build())).contains(Drift.Change.LATEST);
        assertThat(Drift.Change.inUse(
                        then, asPlanned().aliases(Set.of("production")).build()))
                .contains(Drift.Change.ALIASES);
        assertThat(Drift.Change.inUse(
                        then, asPlanned().tags(Set.of("old", "paper")).build()))
                .contains(Drift.Change.TAGS);
        assertThat(Drift.Change.inUse(then, asPlanned().tags(Set.of()).build())).isEmpty();
        assertThat(Drift.Change.inUse(
                        then, asPlanned().itemState(ItemState.IN_PROGRESS).build()))
                .contains(Drift.Change.BEING_WRITTEN);
        assertThat(Drift.Change.inUse(then, asPlanned().name("other").build())).contains(Drift.Change.NAME);
        for (Item unknown : List.of(
                asPlanned().itemState(ItemState.UNKNOWN).build(),
                item().itemState(ItemState.READY)
                        .latest(false)
                        .aliases(Set.of())
                        .tags(Set.of("old"))
                        .build(),
                item().itemState(ItemState.READY)
                        .live(false)
                        .aliases(Set.of())
                        .tags(Set.of("old"))
                        .build(),
                item().itemState(ItemState.READY)
                        .live(false)
                        .latest(false)
                        .tags(Set.of("old"))
                        .build(),
                item().itemState(ItemState.READY)
                        .live(false)
                        .latest(false)
                        .aliases(Set.of())
                        .build())) {
            assertThat(Drift.Change.inUse(then, unknown)).contains(Drift.Change.UNKNOWN);
        }
    }

    @Test
    void keptItemThatIsNoLongerFinished_isDrift() {
        Item broken = item().itemState(ItemState.FAILED).build();

        assertThat(Drift.Change.unfinished(true, broken)).contains(Drift.Change.UNFINISHED);
        assertThat(Drift.Change.unfinished(false, broken)).isEmpty();
        assertThat(Drift.Change.unfinished(true, item().build())).isEmpty();
    }

    private static Item.Builder asPlanned() {
        return item().itemState(ItemState.READY)
                .live(false)
                .latest(false)
                .aliases(Set.of())
                .tags(Set.of("old"));
    }

    private static Item.Builder item() {
        return Item.builder("10")
                .revision("a")
                .step(10)
                .number(1)
                .createdAt(Instant.EPOCH)
                .metrics(Map.of("loss", 1.0));
    }

    private void assertDrift(String id, Drift.Change change) {
        int stayed = bench.steps(run).size() + bench.steps(other).size();
        bench.stores.forget();

        ExecutionReport report = bench.apply(plan);

        assertThat(report.drift()).containsExactly(new Drift(ItemKind.CHECKPOINTS, run.value(), id, change));
        assertThat(bench.stores.deletions).isEmpty();
        // That an item is gone takes a second list.
        assertThat(bench.stores.lists).hasValue(change == Drift.Change.VANISHED ? 3 : 2);
        assertThat(report.complete()).isFalse();
        assertThat(bench.steps(run).size() + bench.steps(other).size()).isEqualTo(stayed);
        assertThat(report.parts().get(0).drift()).hasSize(1);
        assertThat(report.parts().get(1).abortCause()).isEqualTo(Optional.empty());
    }
}
