package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeleteReportTest {

    private static final CheckpointId A = new CheckpointId("a");
    private static final CheckpointId B = new CheckpointId("b");
    private static final CheckpointId C = new CheckpointId("c");

    @Test
    void resultsStandInTheOrderAskedWhateverTheOrderOfAnswers() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(C, A, B));
        collector.add(DeleteResult.of(B, DeleteOutcome.DELETED));
        collector.add(DeleteResult.of(A, DeleteOutcome.ALREADY_ABSENT));
        collector.add(DeleteResult.of(C, DeleteOutcome.REFUSED));
        assertThat(collector.report().results()).extracting(DeleteResult::id).containsExactly(C, A, B);
    }

    @Test
    void anIdGivenTwiceCountsOnceAtItsFirstPlace() {
        DeleteReport<CheckpointId> report =
                DeleteReport.collect("fake", List.of(B, A, B, A)).report();
        assertThat(report.results()).extracting(DeleteResult::id).containsExactly(B, A);
    }

    @Test
    void resultForAnUnrequestedId_isRejected() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A));
        assertThatThrownBy(() -> collector.add(DeleteResult.of(B, DeleteOutcome.DELETED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
        assertThat(collector.has(B)).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIdIsRefusedBeforeAnythingCanBeSent() {
        assertThatThrownBy(() -> DeleteReport.collect("fake", Arrays.asList(A, null)))
                .isInstanceOfSatisfying(InvalidRequestException.class, refusal -> {
                    assertThat(refusal.provider()).contains("fake");
                    assertThat(refusal.statusCode()).isEmpty();
                    assertThat(refusal.attempts()).isZero();
                });
    }

    @Test
    void theLastWordOnAnIdCounts() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A));
        assertThat(collector.has(A)).isFalse();
        collector.add(DeleteResult.of(A, DeleteOutcome.UNKNOWN));
        collector.add(DeleteResult.of(A, DeleteOutcome.PRESUMED_DELETED));
        assertThat(collector.has(A)).isTrue();
        assertThat(collector.report().results().get(0).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
    }

    @Test
    void idWithoutAResult_isNotAttempted_withTheAbortCause() {
        AuthenticationException first = new AuthenticationException(ErrorDetails.of("no"));
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A, B));
        collector.add(DeleteResult.of(A, DeleteOutcome.DELETED));
        assertThat(collector.abortCause()).isEmpty();
        collector.stop(first);
        collector.stop(new CancelledException(ErrorDetails.of("later")));
        assertThat(collector.abortCause()).containsSame(first);
        DeleteReport<CheckpointId> report = collector.report();
        assertThat(report.abortCause()).containsSame(first);
        assertThat(report.results().get(0).cause()).isEmpty();
        assertThat(report.results().get(1).outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
        assertThat(report.results().get(1).cause()).containsSame(first);
    }

    @Test
    void anAlarmReplacesEveryOtherReason() {
        ScopeExceededException alarm = new ScopeExceededException(ErrorDetails.of("more"), 1, 2);
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A));
        collector.add(DeleteResult.of(A, DeleteOutcome.DELETED));
        collector.stop(new CancelledException(ErrorDetails.of("closed")));
        assertThat(collector.report().alarm()).isEmpty();
        assertThat(collector.report().complete()).isTrue();
        collector.stop(alarm);
        collector.stop(new AuthenticationException(ErrorDetails.of("no")));
        collector.stop(new ScopeExceededException(ErrorDetails.of("again"), 1, 3));
        assertThat(collector.abortCause()).containsSame(alarm);
        assertThat(collector.report().alarm()).containsSame(alarm);
        assertThat(collector.report().complete()).isFalse();
    }

    @Test
    void withoutAReasonTheRestIsStillNotAttempted() {
        DeleteReport<CheckpointId> report =
                DeleteReport.collect("fake", List.of(A)).report();
        assertThat(report.results().get(0).outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
        assertThat(report.results().get(0).cause()).isEmpty();
        assertThat(report.abortCause()).isEmpty();
    }

    @Test
    void theReportDoesNotChangeWhenItsMakersDo() {
        List<CheckpointId> asked = new ArrayList<>(List.of(A));
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", asked);
        asked.add(B);
        DeleteReport<CheckpointId> report = collector.report();
        collector.add(DeleteResult.of(A, DeleteOutcome.DELETED));
        assertThat(report.results()).extracting(DeleteResult::outcome).containsExactly(DeleteOutcome.NOT_ATTEMPTED);
        assertThatThrownBy(() -> report.results().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> report.summary().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itPrintsWhatWasDoneAndWhatStoppedIt() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A, B));
        collector.add(DeleteResult.of(A, DeleteOutcome.FAILED, new ConflictException(ErrorDetails.of("in use"))));
        assertThat(collector.report()).hasToString("DeleteReport[fake, {FAILED=1, NOT_ATTEMPTED=1}]");
        assertThat(collector.report().results().get(0).toString())
                .startsWith("a FAILED (")
                .contains("in use");
        collector.stop(new CancelledException(ErrorDetails.of("closed")));
        assertThat(collector.report().toString()).contains(", stopped by ", "closed");
    }

    @Test
    void theSummaryCountsEachOutcomeThatOccurred() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A, B, C));
        collector.add(DeleteResult.of(A, DeleteOutcome.FAILED));
        collector.add(DeleteResult.of(B, DeleteOutcome.DELETED));
        collector.add(DeleteResult.of(C, DeleteOutcome.FAILED));
        DeleteReport<CheckpointId> report = collector.report();
        assertThat(report.summary())
                .containsExactly(Map.entry(DeleteOutcome.DELETED, 1), Map.entry(DeleteOutcome.FAILED, 2));
        assertThat(report).hasToString("DeleteReport[fake, {DELETED=1, FAILED=2}]");
    }

    @Test
    void theMapHoldsPlainValuesUnderFixedNames() {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", List.of(A, B));
        collector.add(DeleteResult.of(A, DeleteOutcome.DELETED));
        StoreException denied =
                new PermissionDeniedException(ErrorDetails.of("no").statusCode(403));
        collector.stop(denied);
        Map<String, Object> cause = denied.toMap();
        Map<String, Object> map = collector.report().toMap();
        assertThat(map.keySet()).containsExactly("provider", "results", "summary", "stoppedBy");
        assertThat(map)
                .isEqualTo(Map.of(
                        "provider",
                        "fake",
                        "results",
                        List.of(
                                Map.of("id", "a", "outcome", "DELETED"),
                                Map.of("id", "b", "outcome", "NOT_ATTEMPTED", "cause", cause)),
                        "summary",
                        Map.of("DELETED", 1, "NOT_ATTEMPTED", 1),
                        "stoppedBy",
                        cause));
    }

    @Test
    void anEmptyReportIsComplete() {
        DeleteReport<CheckpointId> report =
                DeleteReport.<CheckpointId>collect("fake", List.of()).report();
        assertThat(report.complete()).isTrue();
        assertThat(report.orThrow()).isSameAs(report);
        assertThat(report.toMap()).isEqualTo(Map.of("provider", "fake", "results", List.of(), "summary", Map.of()));
    }

    @Test
    void manyThreadsMayAddAtOnce() {
        List<CheckpointId> ids = IntStream.range(0, 2_000)
                .mapToObj(i -> new CheckpointId("c" + i))
                .toList();
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
        ids.parallelStream().forEach(id -> collector.add(DeleteResult.of(id, DeleteOutcome.DELETED)));
        assertThat(collector.report().results()).extracting(DeleteResult::id).isEqualTo(ids);
        assertThat(collector.report().complete()).isTrue();
    }
}
