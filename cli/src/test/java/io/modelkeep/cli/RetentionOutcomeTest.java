package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exit codes of a plan that is applied are those of a deletion. */
class RetentionOutcomeTest {

    @TempDir
    private Path folder;

    private final FakeService service = new FakeService().withCheckpoints(4);
    private String plan;

    @BeforeEach
    void planned() {
        plan = folder.resolve("plan.json").toString();
        assertThat(Run.on(service)
                        .command("retention", "plan", "t1", "--keep-last", "1", "-f", plan)
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(DeleteOutcome.class)
    @DisplayName("gone is 0, unknown is 6, anything else 3")
    void codeOfOutcome(DeleteOutcome outcome) {
        service.delete = ids -> FakeService.report(ids, outcome);

        Run run = apply();

        int expected = outcome.isAbsent()
                ? ExitCode.DONE
                : outcome == DeleteOutcome.UNKNOWN ? ExitCode.UNKNOWN : ExitCode.INCOMPLETE;
        assertThat(run.code()).isEqualTo(expected);
        assertThat(run.out()).contains("3 " + outcome);
        assertThat(service.deleted).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    @DisplayName("what is not simply deleted is shown with its cause")
    void table() {
        ConflictException inUse = new ConflictException(ErrorDetails.of("in use"));
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            ids.forEach(id -> collector.add(
                    id.value().equals("2")
                            ? DeleteResult.of(id, DeleteOutcome.REFUSED, inUse)
                            : DeleteResult.of(id, DeleteOutcome.DELETED)));
            return collector.report();
        };

        Run run = apply();

        assertThat(run.out()).startsWith("2 REFUSED (in use)\n2 DELETED, 1 REFUSED\n");
        assertThat(run.err()).isEqualTo("modelkeep: in use; look at the current state, then decide\n");
    }

    @Test
    @DisplayName("cancelled before anything was sent ends as a signal does; more deleted than asked is an alarm")
    void stopped() {
        abortCause(new CancelledException(ErrorDetails.of("interrupted")), DeleteOutcome.NOT_ATTEMPTED);
        Run cancelled = apply();
        assertThat(cancelled.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cancelled.err()).isEqualTo("modelkeep: interrupted; no deletion request was sent\n");

        abortCause(new ScopeExceededException(ErrorDetails.of("4 deleted, 3 asked for"), 3, 4), DeleteOutcome.DELETED);
        Run tooMuch = apply();
        assertThat(tooMuch.code()).isEqualTo(ExitCode.ALARM);
        assertThat(tooMuch.err()).contains("look at the service now", "modelkeep retention acknowledge " + plan);
    }

    @Test
    @DisplayName("an alarm is repeated by apply, verify and report, with its own code, until a user acknowledges it")
    void alarm() {
        abortCause(new ScopeExceededException(ErrorDetails.of("4 deleted, 3 asked for"), 3, 4), DeleteOutcome.DELETED);
        assertThat(apply().code()).isEqualTo(ExitCode.ALARM);
        service.deleted.clear();
        service.pages.clear();

        Run again = apply();
        assertThat(again.code()).isEqualTo(ExitCode.ALARM);
        assertThat(again.err()).contains("4 deleted, 3 asked for", "modelkeep retention acknowledge " + plan);
        assertThat(service.deleted).isEmpty();
        assertThat(service.pages).isEmpty();
        Run verified = offline("verify");
        assertThat(verified.code()).isEqualTo(ExitCode.ALARM);
        assertThat(verified.out()).startsWith("the audit agrees with the plan");
        assertThat(verified.err()).contains("4 deleted, 3 asked for", "modelkeep retention acknowledge " + plan);
        assertThat(offline("report", "-f", folder.resolve("report.html").toString())
                        .code())
                .isEqualTo(ExitCode.ALARM);
        assertThat(folder.resolve("report.html")).content().contains("Alarm, not acknowledged");

        Run acknowledged = offline("acknowledge");

        assertThat(acknowledged.code()).isZero();
        assertThat(acknowledged.out()).startsWith("acknowledged: ").contains("4 deleted, 3 asked for");
        assertThat(offline("acknowledge").out()).isEqualTo("there is no alarm to acknowledge\n");
        assertThat(offline("verify").code()).isZero();
        assertThat(apply().code()).isZero();
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("an alarm takes precedence over an outcome that is unknown")
    void alarmBeforeUnknown() {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            ids.forEach(id -> collector.add(DeleteResult.of(id, DeleteOutcome.UNKNOWN)));
            collector.stop(new ScopeExceededException(ErrorDetails.of("-5 deleted"), 3, -5));
            return collector.report();
        };

        assertThat(apply().code()).isEqualTo(ExitCode.ALARM);
    }

    @Test
    @DisplayName("a plan is not replaced while its record is unfinished")
    void unfinished() {
        service.delete = ids -> FakeService.report(ids, DeleteOutcome.UNKNOWN);
        assertThat(apply().code()).isEqualTo(ExitCode.UNKNOWN);
        String[] planAgain = {"retention", "plan", "t1", "--keep-last", "1", "-f", plan};

        Run refused = Run.on(service).command(planAgain);

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("apply it again first, or name another file");
        service.delete = ids -> FakeService.report(ids, DeleteOutcome.DELETED);
        assertThat(apply().code()).isZero();
        assertThat(Run.on(service).command(planAgain).code()).isZero();
    }

    private Run offline(String command, String... more) {
        List<String> args = new ArrayList<>(List.of("retention", command, plan));
        args.addAll(List.of(more));
        return Run.on(service).command(args.toArray(String[]::new));
    }

    @Test
    @DisplayName("what an earlier run deleted does not make a run that was cancelled look like one that deleted")
    void cancelledAfterAnEarlierRun() {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            ids.forEach(id -> collector.add(
                    DeleteResult.of(id, id.value().equals("1") ? DeleteOutcome.DELETED : DeleteOutcome.FAILED)));
            return collector.report();
        };
        assertThat(apply().code()).isEqualTo(ExitCode.INCOMPLETE);
        abortCause(new CancelledException(ErrorDetails.of("interrupted")), DeleteOutcome.NOT_ATTEMPTED);
        service.checkpoint = index -> FakeService.checkpoint(index + 1);
        service.withCheckpoints(3);

        Run cancelled = apply();

        assertThat(cancelled.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cancelled.out()).contains("1 DELETED, 2 NOT_ATTEMPTED, of these 1 by an earlier execution");
    }

    @Test
    @DisplayName("a plan keeps its code where nobody reads what it did")
    void closedOutput() {
        service.delete = ids -> FakeService.report(ids, DeleteOutcome.UNKNOWN);
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(Run.on(service)
                        .writingTo(closed)
                        .command("retention", "apply", plan, "--yes")
                        .code())
                .isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    @DisplayName("a record that cannot be written is 8, and nothing is deleted")
    void unwritableRecord() {
        Run run = Run.on(service).command("retention", "apply", plan, "--yes", "--audit", folder + "/none/audit.jsonl");

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).hasLineCount(1).contains("none/audit.jsonl");
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("a plan that deletes nothing needs no yes")
    void nothingToDelete() {
        assertThat(Run.on(service)
                        .command("retention", "plan", "t1", "--keep-last", "9", "-f", plan)
                        .code())
                .isZero();

        Run run = Run.on(service).command("retention", "apply", plan);

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("nothing to delete\n");
        assertThat(service.deleted).isEmpty();
    }

    private Run apply() {
        return Run.on(service).command("retention", "apply", plan, "--yes");
    }

    private void abortCause(StoreException cause, DeleteOutcome outcome) {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            if (outcome.isAbsent()) {
                ids.forEach(id -> collector.add(DeleteResult.of(id, outcome)));
            }
            collector.stop(cause);
            return collector.report();
        };
    }
}
