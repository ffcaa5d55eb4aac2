package io.modelkeep.retention.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.Applying;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanExecutorTest {

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

    @Test
    void apply_deletesExactlyThePlannedItems() {
        RunId run = bench.run(6);
        RetentionPlan plan = bench.plan("keep-last=2", run);

        ExecutionReport report = bench.apply(plan);

        assertThat(bench.steps(run)).containsExactly("50", "60");
        assertThat(report.complete()).isTrue();
        assertThat(report.orThrow()).isSameAs(report);
        assertThat(report.planDigest()).isEqualTo(plan.digest());
        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.DELETED, 4L));
        assertThat(report.parts().get(0).results()).extracting(ItemResult::id).containsExactly("40", "30", "20", "10");
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(plan, bench.audit).open()).isEmpty();
    }

    @Test
    void anAppliedPlanSendsNothingTheSecondTime() {
        RunId run = bench.run(6);
        RetentionPlan plan = bench.plan("keep-last=2", run);
        bench.apply(plan).orThrow();
        bench.stores.forget();

        ExecutionReport again = bench.apply(plan);

        assertThat(bench.stores.requests()).isZero();
        assertThat(again.complete()).isTrue();
        assertThat(again.summary()).containsExactly(entry(DeleteOutcome.DELETED, 4L));
        assertThat(again.parts().get(0).results()).allMatch(ItemResult::earlier);
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(plan, bench.audit).runs()).isEqualTo(2);
    }

    @Test
    void aPlanThatDeletesNothingSendsNothing() {
        RunId run = bench.run(2);
        RetentionPlan plan = bench.plan("keep-last=2", run);

        assertThat(bench.apply(plan).complete()).isTrue();

        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void aNewCheckpointIsCountedAndNeverTouched() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", run);
        bench.save(run, 5);
        bench.save(run, 50);

        ExecutionReport report = bench.apply(plan).orThrow();

        assertThat(report.newItems()).isEqualTo(2);
        assertThat(bench.steps(run)).containsExactly("5", "40", "50");
    }

    @Test
    void itemDeletedByOthers_isReported_andTheRestIsDeleted() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", run);
        bench.deleteElsewhere(run, 20);

        ExecutionReport report = bench.apply(plan).orThrow();

        assertThat(Applying.outcomes(report))
                .containsExactly(
                        entry("30", DeleteOutcome.DELETED),
                        entry("20", DeleteOutcome.ALREADY_ABSENT),
                        entry("10", DeleteOutcome.DELETED));
        assertThat(report.vanished()).isEqualTo(1);
        assertThat(bench.stores.deleted()).containsExactly("30", "10");
        bench.stores.forget();
        assertThat(bench.apply(plan).complete()).isTrue();
        assertThat(bench.stores.requests()).isZero();
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @Test
    void noBatchIsLargerThanAsked() {
        RunId run = bench.run(8);
        RetentionPlan plan = bench.plan("keep-last=1", run);

        bench.apply(plan, apply -> apply.batchSize(3)).orThrow();

        assertThat(bench.stores.deletions).extracting(List::size).containsExactly(3, 3, 1);
    }

    @Test
    void versionsOfAModelAreRetainedTheSameWay() {
        ModelId model = bench.server.addModel("model");
        List<VersionId> versions =
                Stream.generate(() -> bench.server.addVersion(model)).limit(4).toList();
        RetentionPlan plan = new RetentionPlanner(RetentionPolicy.parse("keep-last=1"))
                .withClock(bench.time.clock())
                .plan(List.of(RetentionTarget.versions(bench.stores, model)));
        bench.stores.forget();

        bench.apply(plan).orThrow();

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(bench.server.versions(model)).extracting(ModelVersion::id).containsExactly(versions.get(3));
    }

    @Test
    void partsAreWorkedOnAtTheSameTime() {
        RunId first = bench.run(2);
        RunId second = bench.run(2);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        CyclicBarrier both = new CyclicBarrier(2);
        bench.stores.before = ids -> meet(both);

        assertThat(bench.apply(plan, apply -> apply.concurrency(2)).complete()).isTrue();
    }

    @Test
    void progressCountsEachItemOnce() {
        RunId first = bench.run(6);
        RunId second = bench.run(6);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.deleteElsewhere(first, 10);
        List<String> told = new ArrayList<>();
        AtomicInteger settled = new AtomicInteger();
        bench.stores.instead = ids -> ids.contains(new CheckpointId("10"))
                ? stopped(ids, new NotFoundException(ErrorDetails.of("gone")))
                : null;

        bench.apply(
                plan,
                apply -> apply.batchSize(2).concurrency(1).progress(new ExecutionProgress() {
                    @Override
                    public void listing(int parts) {
                        told.add("listing " + parts);
                    }

                    @Override
                    public void listed(ItemKind kind, String parent) {
                        told.add("listed");
                    }

                    @Override
                    public void deleting(long items) {
                        told.add("deleting " + items);
                    }

                    @Override
                    public void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {
                        outcomes.values().forEach(count -> settled.addAndGet(count.intValue()));
                        throw new IllegalStateException("a listener that fails");
                    }
                }));

        assertThat(told).containsExactly("listing 2", "listed", "listed", "deleting 9");
        assertThat(settled).hasValue(9);
    }

    @Test
    void anErrorOfTheProgressListener_doesNotCostTheReport() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", run);

        ExecutionReport report = bench.apply(
                plan,
                apply -> apply.batchSize(1).progress(new ExecutionProgress() {
                    @Override
                    public void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {
                        throw new NoSuchMethodError("a progress bar of another version");
                    }
                }));

        assertThat(report.orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 3L));
        assertThat(AuditCheck.verify(plan, bench.audit).finished()).isTrue();
    }

    private static DeleteReport<CheckpointId> stopped(List<CheckpointId> ids, StoreException why) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        collector.stop(why);
        return collector.report();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            int ignored = barrier.await(1, TimeUnit.MINUTES);
            assert ignored >= 0;
        } catch (Exception alone) {
            throw new AssertionError(alone);
        }
    }
}
