package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.internal.file.StopSignal;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alarm stays in the record until a user acknowledges it. */
class ApplyAlarmTest {

    @TempDir
    Path folder;

    private Applying bench;
    private RunId run;
    private RetentionPlan plan;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
        run = bench.run(3);
        plan = bench.plan("keep-last=1", run);
        bench.stores.instead = ids -> exceeded(ids, "5 are deleted, and 2 were requested");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theRunReportsTheAlarmAlthoughEverythingIsGone() {
        ExecutionReport report = bench.apply(plan);

        assertThat(report.alarm()).isPresent();
        assertThat(report.complete()).isFalse();
        assertRefused(report::orThrow);
        assertThat(bench.lines())
                .filteredOn(line -> line.contains("\"alarm\":\"5 are deleted"))
                .hasSize(1);
    }

    @Test
    void nothingIsSentWithTheRecordBeforeTheAlarmIsAcknowledged() {
        bench.apply(plan);
        RetentionPlan other = bench.plan("keep-last=1", bench.run(3));
        bench.stores.instead = ids -> null;
        List<String> recorded = bench.lines();

        assertRefused(() -> bench.apply(plan));
        assertRefused(() -> bench.apply(other));

        assertThat(bench.stores.requests()).isZero();
        assertThat(bench.lines()).isEqualTo(recorded);
    }

    @Test
    void theRecordRepeatsTheAlarmUntilItIsAcknowledged() {
        bench.apply(plan);

        AuditCheck check = AuditCheck.verify(plan, bench.audit);
        assertThat(check.passed()).isTrue();
        assertThat(check.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.parent()).isEqualTo(run.value());
            assertThat(alarm.plan()).isEqualTo(plan.digest());
            assertThat(alarm.message()).contains("5 are deleted");
        });
        assertThat(check.toMap().get("alarms"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);

        try (AuditLog log = bench.open()) {
            assertThat(log.acknowledge()).hasSize(1);
            assertThat(log.acknowledge()).isEmpty();
        }

        assertThat(bench.lines().get(bench.lines().size() - 1))
                .startsWith("{\"line\":\"acknowledged\"")
                .contains("\"who\":\"tester\"", "\"alarms\":1");
        assertThat(AuditCheck.verify(plan, bench.audit).alarms()).isEmpty();
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(bench.apply(plan).complete()).isTrue();
    }

    @Test
    void theAlarmOfAnotherPlanIsInTheRecordToo() {
        bench.apply(plan);
        RetentionPlan other = bench.plan("keep-last=2", run);

        assertThat(AuditCheck.verify(other, bench.audit).alarms()).hasSize(1);
    }

    @Test
    void anAlarmOfAnotherPlan_isNotLostWithTheBeginningOfItsBatch() throws Exception {
        bench.apply(plan);
        RetentionPlan other = bench.plan("keep-last=1", bench.run(3));
        bench.stores.instead = ids -> null;
        Files.write(
                bench.audit,
                bench.lines().stream()
                        .filter(line -> !line.startsWith("{\"line\":\"intent\""))
                        .toList());

        assertThatThrownBy(() -> bench.apply(other)).isInstanceOf(InvalidAuditException.class);
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void anAlarmIsReportedWhateverElseStoppedTheRun() {
        RetentionPlan both = bench.plan("keep-last=1", run, bench.run(3));
        bench.stores.instead = ids -> bench.stores.deletions.size() == 1
                ? stopped(ids, new PermissionDeniedException(ErrorDetails.of("not yours")))
                : exceeded(ids, "another model is deleted");
        StopSignal signal = new StopSignal();
        signal.stop(new PermissionDeniedException(ErrorDetails.of("not yours")));
        signal.stop(new ScopeExceededException(ErrorDetails.of("first"), 1, 2));
        signal.stop(new ScopeExceededException(ErrorDetails.of("second"), 1, 2));
        signal.stop(new IllegalStateException("later"));

        assertThat(signal.cause())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("first");
        assertThat(bench.apply(both, apply -> apply.concurrency(1)).alarm()).isEmpty();
    }

    @Test
    void anAcknowledgementThatDoesNotFitTheRecordIsDamage() throws Exception {
        bench.apply(plan);
        try (AuditLog log = bench.open()) {
            assertThat(log.acknowledge()).hasSize(1);
        }
        List<String> lines = bench.lines();
        lines.set(lines.size() - 1, lines.get(lines.size() - 1).replace("\"alarms\":1", "\"alarms\":0"));
        Files.write(bench.audit, lines);

        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(InvalidAuditException.class);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(AlarmException.class);
    }

    private static DeleteReport<CheckpointId> exceeded(List<CheckpointId> ids, String answer) {
        return stopped(ids, new ScopeExceededException(ErrorDetails.of(answer), ids.size(), 5));
    }

    private static DeleteReport<CheckpointId> stopped(List<CheckpointId> ids, StoreException why) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        if (why instanceof ScopeExceededException) {
            ids.forEach(id -> collector.add(DeleteResult.of(id, DeleteOutcome.DELETED)));
        }
        collector.stop(why);
        return collector.report();
    }
}
