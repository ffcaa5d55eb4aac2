package io.modelkeep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelDeletion;
import io.modelkeep.cli.FakeService;
import io.modelkeep.cli.Run;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeletionTest {

    private static final List<String> DELETE_THREE = List.of("checkpoints", "delete", "t1", "1", "2", "3", "--yes");
    private final ConflictException inUse = new ConflictException(ErrorDetails.of("in use"));
    private final AuthenticationException noKey = new AuthenticationException(ErrorDetails.of("no"));
    private final PermissionDeniedException noRight = new PermissionDeniedException(ErrorDetails.of("no"));

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("json prints the whole report as one document")
    void json() {
        Run run = Run.on(service).command("json", List.of("checkpoints", "delete", "t1", "120", "121", "--yes"));

        assertThat(run.out()).isEqualTo("""
                        {"provider":"fake","run":"t1",\
                        "results":[{"id":"120","outcome":"DELETED"},{"id":"121","outcome":"DELETED"}],\
                        "summary":{"DELETED":2}}
                        """);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(service.deleted).containsExactly("120", "121");
    }

    @Test
    @DisplayName("json names causes, and what stopped the deletion")
    void jsonOfAStoppedDeletion() {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            collector.add(DeleteResult.of(new CheckpointId("1"), DeleteOutcome.REFUSED, inUse));
            collector.stop(noKey);
            return collector.report();
        };

        Run run = Run.on(service).command("json", List.of("checkpoints", "delete", "t1", "1", "2", "--yes"));

        assertThat(run.out()).isEqualTo("""
                        {"provider":"fake","run":"t1","results":[\
                        {"id":"1","outcome":"REFUSED",\
                        "cause":{"error":"ConflictException","message":"in use","retryable":false}},\
                        {"id":"2","outcome":"NOT_ATTEMPTED",\
                        "cause":{"error":"AuthenticationException","message":"no","retryable":false}}],\
                        "summary":{"REFUSED":1,"NOT_ATTEMPTED":1},\
                        "stoppedBy":{"error":"AuthenticationException","message":"no","retryable":false}}
                        """);
        assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.err()).isEqualTo("modelkeep: no; set api-key to a valid key\n");
    }

    @Test
    @DisplayName("jsonl prints a result a line")
    void jsonLines() {
        Run run = Run.on(service).command("jsonl", DELETE_THREE);

        assertThat(run.out()).isEqualTo("""
                        {"id":"1","outcome":"DELETED"}
                        {"id":"2","outcome":"DELETED"}
                        {"id":"3","outcome":"DELETED"}
                        """);
    }

    @Test
    @DisplayName("a table shows what is not simply deleted, and the counts")
    void table() {
        outcomes(Map.of(
                "2", DeleteResult.of(new CheckpointId("2"), DeleteOutcome.REFUSED, inUse),
                "3", DeleteResult.of(new CheckpointId("3"), DeleteOutcome.ALREADY_ABSENT)));

        Run run = Run.on(service).command("table", DELETE_THREE);

        assertThat(run.out()).isEqualTo("""
                        2 REFUSED (in use)
                        3 ALREADY_ABSENT
                        1 DELETED, 1 ALREADY_ABSENT, 1 REFUSED
                        """);
        assertThat(run.err()).isEqualTo("modelkeep: in use; look at the current state, then decide\n");
    }

    @ParameterizedTest
    @EnumSource(DeleteOutcome.class)
    @DisplayName("gone is 0, unknown is 6, anything else 3")
    void codeOfOutcome(DeleteOutcome outcome) {
        service.delete = ids -> FakeService.report(ids, outcome);

        int expected = outcome.isAbsent()
                ? ExitCode.DONE
                : outcome == DeleteOutcome.UNKNOWN ? ExitCode.UNKNOWN : ExitCode.INCOMPLETE;
        assertThat(Run.on(service).command("table", DELETE_THREE).code()).isEqualTo(expected);
    }

    @Test
    @DisplayName("unknown beats a key that is not accepted, which beats a missing parent, which beats the rest")
    void codesByRank() {
        DeleteResult<CheckpointId> unknown = DeleteResult.of(new CheckpointId("1"), DeleteOutcome.UNKNOWN);
        DeleteResult<CheckpointId> unaccepted = DeleteResult.of(new CheckpointId("2"), DeleteOutcome.FAILED, noKey);
        DeleteResult<CheckpointId> forbidden = DeleteResult.of(new CheckpointId("3"), DeleteOutcome.FAILED, noRight);
        DeleteResult<CheckpointId> refused = DeleteResult.of(new CheckpointId("3"), DeleteOutcome.REFUSED, inUse);

        assertThat(codeOf(Map.of("1", unknown, "2", unaccepted))).isEqualTo(ExitCode.UNKNOWN);
        assertThat(codeOf(Map.of("2", unaccepted, "3", forbidden))).isEqualTo(ExitCode.DENIED);
        assertThat(codeOf(Map.of("2", unaccepted, "3", refused))).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(codeOfStop(noRight)).isEqualTo(ExitCode.DENIED);
        assertThat(codeOfStop(new NotFoundException(ErrorDetails.of("no such training"))))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    @DisplayName("a deletion cancelled before anything was sent ends as a signal does, and says so")
    void cancelledUnsent() {
        CancelledException cancelled = new CancelledException(ErrorDetails.of("interrupted"));

        assertThat(codeOfStop(cancelled)).isEqualTo(ExitCode.INTERRUPTED);
        Run run = Run.on(service).command("table", DELETE_THREE);
        assertThat(run.err()).isEqualTo("modelkeep: interrupted; no deletion request was sent\n");

        service.deleteModel = (id, cascade) ->
                ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED, cancelled), Map.of());
        assertThat(Run.on(service).command("models", "delete", "m1", "--yes").code())
                .isEqualTo(ExitCode.INTERRUPTED);

        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            collector.add(DeleteResult.of(new CheckpointId("1"), DeleteOutcome.DELETED));
            collector.stop(cancelled);
            return collector.report();
        };
        Run partly = Run.on(service).command("table", DELETE_THREE);
        assertThat(partly.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(partly.err()).contains("look at the service before retrying");
    }

    @Test
    @DisplayName("a service that deleted more than was asked is no success, even if all that was asked for is gone")
    void deletedTooMuch() {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            ids.forEach(id -> collector.add(DeleteResult.of(id, DeleteOutcome.DELETED)));
            collector.stop(new ScopeExceededException(ErrorDetails.of("4 deleted, 3 asked for"), 3, 4));
            return collector.report();
        };

        Run run = Run.on(service).command("table", DELETE_THREE);

        assertThat(run.code()).isEqualTo(ExitCode.ALARM);
        assertThat(run.err()).contains("4 deleted, 3 asked for", "look at the service now");
    }

    @Test
    @DisplayName("an alarm takes precedence over every other code, for checkpoints, versions and models")
    void alarmBeforeAll() {
        ScopeExceededException alarm = new ScopeExceededException(ErrorDetails.of("1000 deleted"), 3, 1000);
        for (DeleteOutcome outcome : DeleteOutcome.values()) {
            service.delete = ids -> exceeded(ids, outcome, alarm);
            service.deleteVersions = ids -> exceeded(ids, outcome, alarm);
            service.deleteModel = (id, mode) -> ModelDeletion.of("fake", DeleteResult.of(id, outcome), Map.of(), alarm);

            assertThat(Run.on(service).command("table", DELETE_THREE).code()).isEqualTo(ExitCode.ALARM);
            assertThat(Run.on(service)
                            .command("versions", "delete", "m1", "v1", "--yes")
                            .code())
                    .isEqualTo(ExitCode.ALARM);
            Run model = Run.on(service).command("models", "delete", "m1", "--yes");
            assertThat(model.code()).isEqualTo(ExitCode.ALARM);
            assertThat(model.err()).contains("1000 deleted", "look at the service now");
        }
    }

    private static <I extends Id> DeleteReport<I> exceeded(
            Collection<I> ids, DeleteOutcome outcome, ScopeExceededException alarm) {
        DeleteReport.Collector<I> collector = DeleteReport.collect("fake", ids);
        ids.forEach(id -> collector.add(DeleteResult.of(id, outcome)));
        collector.stop(alarm);
        return collector.report();
    }

    @Test
    @DisplayName("a deletion whose report nobody reads keeps its code")
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
                        .command("json", DELETE_THREE)
                        .code())
                .isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    @DisplayName("a model's deletion is a report of one, with what went with it")
    void model() {
        service.deleteModel = (id, cascade) ->
                ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.DELETED), Map.of("checkpoints", 251L));

        Run run = Run.on(service).command("-o", "json", "models", "delete", "m1", "--yes");

        assertThat(run.out()).isEqualTo("""
                        {"provider":"fake","results":[{"id":"m1","outcome":"DELETED"}],\
                        "summary":{"DELETED":1},"cascade":{"checkpoints":251}}
                        """);
        assertThat(service.deleted).containsExactly("m1 SAFE");
        assertThat(Run.on(service)
                        .command("-o", "jsonl", "models", "delete", "m1", "--yes", "--force")
                        .out())
                .isEqualTo("{\"id\":\"m1\",\"outcome\":\"DELETED\",\"cascade\":{\"checkpoints\":251}}\n");
        assertThat(service.deleted).last().isEqualTo("m1 FORCE");
        assertThat(Run.on(service).command("models", "delete", "m1", "--yes").out())
                .isEqualTo("with it: 251 checkpoints\n1 DELETED\n");
    }

    @Test
    @DisplayName("a model whose deletion the service refuses, or cuts off, is 3 and 6")
    void modelNotDeleted() {
        service.deleteModel =
                (id, cascade) -> ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.REFUSED, inUse), Map.of());
        assertThat(Run.on(service).command("models", "delete", "m1", "--yes").code())
                .isEqualTo(ExitCode.INCOMPLETE);

        service.deleteModel = (id, cascade) -> {
            throw new CancelledException(ErrorDetails.of("interrupted"));
        };
        assertThat(Run.on(service).command("models", "delete", "m1", "--yes").code())
                .isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    @DisplayName("ten thousand ids are all named in json")
    void manyIds() {
        String[] args = IntStream.range(-4, 10_000)
                .mapToObj(index -> switch (index) {
                    case -4 -> "checkpoints";
                    case -3 -> "delete";
                    case -2 -> "t1";
                    case -1 -> "--yes";
                    default -> Integer.toString(index);
                })
                .toArray(String[]::new);

        assertThat(Run.on(service).command(args).out()).isEqualTo("10000 DELETED\n");
        assertThat(service.deleted).hasSize(10_000);
    }

    private int codeOf(Map<String, DeleteResult<CheckpointId>> results) {
        outcomes(results);
        return Run.on(service).command("json", DELETE_THREE).code();
    }

    private int codeOfStop(StoreException cause) {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            collector.stop(cause);
            return collector.report();
        };
        return Run.on(service).command("json", DELETE_THREE).code();
    }

    /** All deleted, but for these. */
    private void outcomes(Map<String, DeleteResult<CheckpointId>> results) {
        service.delete = ids -> {
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            ids.forEach(
                    id -> collector.add(results.getOrDefault(id.value(), DeleteResult.of(id, DeleteOutcome.DELETED))));
            return collector.report();
        };
    }
}
