package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.RunId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.TargetReport;
import io.modelkeep.retention.errors.IncompleteExecutionException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stops a run, one part of it, or nothing. */
class ApplyStopTest {

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
    void oneModelThatFailsDoesNotStopTheOthers() {
        RunId first = bench.run(3);
        RunId second = bench.run(3);
        RunId third = bench.run(3);
        RetentionPlan plan = bench.plan("keep-last=1", first, second, third);
        bench.stores.listing = parent -> {
            if (parent.equals(second.value())) {
                throw new UnavailableException(ErrorDetails.of("down"));
            }
        };

        ExecutionReport report = bench.apply(plan);

        assertThat(report.complete()).isFalse();
        assertThat(report.abortCause()).isEmpty();
        assertThat(report.parts())
                .extracting(TargetReport::parent)
                .containsExactly(first.value(), second.value(), third.value());
        assertThat(report.parts()).extracting(TargetReport::complete).containsExactly(true, false, true);
        TargetReport failed = report.parts().get(1);
        assertThat(failed.abortCause()).containsInstanceOf(UnavailableException.class);
        assertThat(failed.results()).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(result.cause()).isEqualTo(failed.abortCause());
        });
        assertThat(bench.steps(second)).hasSize(3);
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(IncompleteExecutionException.class)
                .hasCauseInstanceOf(UnavailableException.class);

        bench.stores.listing = parent -> {};
        bench.stores.forget();
        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));
        assertThat(bench.stores.deleted()).containsExactly("20", "10");
    }

    @Test
    void aModelThatIsMissingNowStopsItselfAlone() {
        RunId first = bench.run(4);
        RunId second = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.stores.instead = ids -> stopped(ids, new NotFoundException(ErrorDetails.of("no such model")));

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(1).concurrency(1));

        assertThat(report.abortCause()).isEmpty();
        assertThat(bench.stores.deletions).hasSize(2);
        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.NOT_ATTEMPTED, 6L));
    }

    static Stream<StoreException> fatal() {
        return Stream.of(
                new AuthenticationException(ErrorDetails.of("no such key")),
                new PermissionDeniedException(ErrorDetails.of("not yours")),
                new ScopeExceededException(ErrorDetails.of("more"), 1, 2));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void accountError_stopsTheDeletion(StoreException why) {
        RunId first = bench.run(4);
        RunId second = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.stores.instead = ids -> stopped(ids, why);

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(1).concurrency(1));

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(report.abortCause()).contains(why);
        assertThat(report.parts().get(1).results())
                .allSatisfy(result -> assertThat(result.cause()).contains(why));
        assertThatThrownBy(report::orThrow).hasCause(why);
    }

    @Test
    void aKeyThatIsNotAcceptedIsNotTriedOnTheOtherModels() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(2), bench.run(2));
        bench.stores.listing = parent -> {
            throw new AuthenticationException(ErrorDetails.of("no such key"));
        };

        ExecutionReport report = bench.apply(plan, apply -> apply.concurrency(1));

        assertThat(bench.stores.requests()).isEqualTo(1);
        assertThat(report.abortCause()).containsInstanceOf(AuthenticationException.class);
    }

    @Test
    void aStoreThatDeletesNothingIsNotAskedAnything() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(2));
        bench.stores.lacking = Set.of(Capability.CHECKPOINT_DELETE);

        ExecutionReport report = bench.apply(plan);

        assertThat(bench.stores.requests()).isZero();
        assertThat(report.parts().get(0).abortCause()).containsInstanceOf(UnsupportedCapabilityException.class);
    }

    @Test
    void anInterruptLeavesTheRestNotAttemptedAndStays() {
        RunId run = bench.run(7);
        RetentionPlan plan = bench.plan("keep-last=1", run);
        Thread caller = Thread.currentThread();
        bench.stores.after = ids -> {
            caller.interrupt();
            awaitInterrupt();
        };

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
        assertThat(report.summary())
                .containsExactly(entry(DeleteOutcome.DELETED, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 4L));
        bench.stores.after = ids -> {};
        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @Test
    void nothingIsSentWhereTheThreadIsInterruptedBefore() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(3));
        Thread.currentThread().interrupt();

        ExecutionReport report = bench.apply(plan);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.stores.requests()).isZero();
        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.NOT_ATTEMPTED, 2L));
    }

    @Test
    void aStoreThatBreaksItsContractLeavesItsBatchUnknown() {
        RunId run = bench.run(4);
        RetentionPlan plan = bench.plan("keep-last=1", run);
        bench.stores.before = ids -> {
            throw new IllegalStateException("the stores are closed");
        };

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(report.abortCause()).containsInstanceOf(IllegalStateException.class);
        assertThat(report.summary())
                .containsExactly(entry(DeleteOutcome.UNKNOWN, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 1L));
        assertThat(report.toMap()).containsKey("stoppedBy");
    }

    private static DeleteReport<CheckpointId> stopped(List<CheckpointId> ids, StoreException why) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        collector.stop(why);
        return collector.report();
    }

    private static void awaitInterrupt() {
        try {
            boolean unused = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        } catch (InterruptedException passedOn) {
            Thread.currentThread().interrupt();
        }
    }
}
