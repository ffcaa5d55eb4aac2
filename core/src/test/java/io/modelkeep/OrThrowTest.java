package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrThrowTest {

    private static final ModelId ID = new ModelId("m");
    private static final ModelId OTHER = new ModelId("other");
    private final UnavailableException down = new UnavailableException(ErrorDetails.of("down"));
    private final ConflictException inUse = new ConflictException(ErrorDetails.of("in use"));

    @ParameterizedTest
    @EnumSource(names = {"DELETED", "ALREADY_ABSENT", "PRESUMED_DELETED"})
    void absentItems_completeAReport(DeleteOutcome outcome) {
        DeleteReport<ModelId> report = report(DeleteResult.of(ID, outcome));
        assertThat(outcome.isAbsent()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.orThrow()).isSameAs(report);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELETED", "ALREADY_ABSENT", "PRESUMED_DELETED"})
    void oneIdThatIsNotKnownToBeGoneThrows(DeleteOutcome outcome) {
        DeleteReport<ModelId> report =
                report(DeleteResult.of(OTHER, DeleteOutcome.DELETED), DeleteResult.of(ID, outcome, inUse));
        assertThat(outcome.isAbsent()).isFalse();
        assertThat(report.complete()).isFalse();
        assertThatThrownBy(report::orThrow).isInstanceOfSatisfying(IncompleteDeletionException.class, thrown -> {
            assertThat(thrown.report()).isSameAs(report);
            assertThat(thrown)
                    .hasMessageContainingAll("1 " + DeleteOutcome.DELETED, "1 " + outcome)
                    .hasCause(inUse);
            assertThat(thrown.provider()).contains("fake");
            assertThat(thrown.retryable()).isFalse();
        });
    }

    @Test
    void moreDeletedThanAskedThrowsAlthoughEveryIdIsGone() {
        ScopeExceededException exceeded = new ScopeExceededException(ErrorDetails.of("too much"), 1, 2);
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect("fake", List.of(ID));
        collector.add(DeleteResult.of(ID, DeleteOutcome.PRESUMED_DELETED));
        assertThat(collector.report().complete()).isTrue();
        collector.stop(exceeded);
        assertThat(collector.report().complete()).isFalse();
        assertThatThrownBy(collector.report()::orThrow)
                .isInstanceOfSatisfying(IncompleteDeletionException.class, thrown -> {
                    assertThat(thrown).hasCause(exceeded);
                    assertThat(thrown.retryable()).isFalse();
                });
    }

    @Test
    void anyOtherReasonToStopDoesNotMatterOnceEveryIdIsGone() {
        Failures.all()
                .filter(reason -> !(reason instanceof ScopeExceededException))
                .forEach(reason -> {
                    DeleteReport.Collector<ModelId> collector = DeleteReport.collect("fake", List.of(ID));
                    collector.add(DeleteResult.of(ID, DeleteOutcome.DELETED));
                    collector.stop(reason);
                    DeleteReport<ModelId> report = collector.report();
                    assertThat(report.complete()).isTrue();
                    assertThat(report.orThrow()).isSameAs(report);
                });
    }

    @Test
    void theCauseIsWhatStoppedTheDeletionElseTheFirstFailure() {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect("fake", List.of(ID, OTHER));
        collector.add(DeleteResult.of(ID, DeleteOutcome.FAILED, down));
        assertThat(thrownBy(collector.report())).hasCause(down);
        collector.stop(inUse);
        assertThat(thrownBy(collector.report())).hasCause(inUse);
    }

    @Test
    void theCauseOfSomethingThatIsGoneExplainsNothing() {
        DeleteReport<ModelId> report = report(
                DeleteResult.of(ID, DeleteOutcome.PRESUMED_DELETED, down),
                DeleteResult.of(OTHER, DeleteOutcome.REFUSED));
        assertThat(thrownBy(report)).hasNoCause();
    }

    @Test
    void itIsWorthRepeatingOnlyIfEachMissingIdFailedInPassing() {
        assertThat(thrownBy(report(DeleteResult.of(ID, DeleteOutcome.FAILED, down)))
                        .retryable())
                .isTrue();
        assertThat(thrownBy(report(
                                DeleteResult.of(ID, DeleteOutcome.FAILED, down),
                                DeleteResult.of(OTHER, DeleteOutcome.REFUSED, inUse)))
                        .retryable())
                .isFalse();
        StoreException nonRetryable =
                new UnavailableException(ErrorDetails.of("not trusted").nonRetryable());
        assertThat(thrownBy(report(DeleteResult.of(ID, DeleteOutcome.FAILED, nonRetryable)))
                        .retryable())
                .isFalse();
        assertThat(thrownBy(report(DeleteResult.of(ID, DeleteOutcome.FAILED))).retryable())
                .isFalse();
        assertThat(thrownBy(report(DeleteResult.of(ID, DeleteOutcome.UNKNOWN, down)))
                        .retryable())
                .isFalse();
    }

    private static IncompleteDeletionException thrownBy(DeleteReport<ModelId> report) {
        try {
            DeleteReport<ModelId> complete = report.orThrow();
            throw new AssertionError("nothing thrown by " + complete);
        } catch (IncompleteDeletionException incomplete) {
            return incomplete;
        }
    }

    private static DeleteReport<ModelId> report(DeleteResult<ModelId> result) {
        return report(List.of(result));
    }

    private static DeleteReport<ModelId> report(DeleteResult<ModelId> one, DeleteResult<ModelId> other) {
        return report(List.of(one, other));
    }

    private static DeleteReport<ModelId> report(List<DeleteResult<ModelId>> results) {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect(
                "fake", results.stream().map(DeleteResult::id).toList());
        results.forEach(collector::add);
        return collector.report();
    }
}
