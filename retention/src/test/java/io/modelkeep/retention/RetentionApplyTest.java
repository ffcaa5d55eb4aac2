package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ErrorDetails;
import io.modelkeep.ModelId;
import io.modelkeep.NotFoundException;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.TrainingId;
import io.modelkeep.UnavailableException;
import io.modelkeep.UnsupportedCapabilityException;
import io.modelkeep.VersionId;
import io.modelkeep.retention.RetentionException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionApplyTest {

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
    void whatThePlanDeletesIsGoneAndNothingElse() {
        TrainingId training = bench.training(6);
        RetentionPlan plan = bench.plan("keep-last=2", training);

        ApplyReport report = bench.apply(plan);

        assertThat(bench.steps(training)).containsExactly("50", "60");
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
        TrainingId training = bench.training(6);
        RetentionPlan plan = bench.plan("keep-last=2", training);
        bench.apply(plan).orThrow();
        bench.stores.forget();

        ApplyReport again = bench.apply(plan);

        assertThat(bench.stores.requests()).isZero();
        assertThat(again.complete()).isTrue();
        assertThat(again.summary()).containsExactly(entry(DeleteOutcome.DELETED, 4L));
        assertThat(again.parts().get(0).results()).allMatch(ItemResult::earlier);
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(plan, bench.audit).runs()).isEqualTo(2);
    }

    @Test
    void aPlanThatDeletesNothingSendsNothing() {
        TrainingId training = bench.training(2);
        RetentionPlan plan = bench.plan("keep-last=2", training);

        assertThat(bench.apply(plan).complete()).isTrue();

        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void aNewCheckpointIsCountedAndNeverTouched() {
        TrainingId training = bench.training(4);
        RetentionPlan plan = bench.plan("keep-last=1", training);
        bench.save(training, 5);
        bench.save(training, 50);

        ApplyReport report = bench.apply(plan).orThrow();

        assertThat(report.newItems()).isEqualTo(2);
        assertThat(bench.steps(training)).containsExactly("5", "40", "50");
    }

    @Test
    void whatVanishedElsewhereIsToldAndTheRestIsDeleted() {
        TrainingId training = bench.training(4);
        RetentionPlan plan = bench.plan("keep-last=1", training);
        bench.deleteElsewhere(training, 20);

        ApplyReport report = bench.apply(plan).orThrow();

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
        TrainingId training = bench.training(8);
        RetentionPlan plan = bench.plan("keep-last=1", training);

        bench.apply(plan, apply -> apply.batchSize(3)).orThrow();

        assertThat(bench.stores.deletions).extracting(List::size).containsExactly(3, 3, 1);
    }

    @Test
    void versionsOfAModelAreRetainedTheSameWay() {
        ModelId model = bench.server.addModel("model");
        List<VersionId> versions =
                Stream.generate(() -> bench.server.addVersion(model)).limit(4).toList();
        RetentionPlan plan = new RetentionPlanner(RetentionPolicy.parse("keep-last=1"))
                .plan(List.of(Catalogue.versions(bench.stores, model)));
        bench.stores.forget();

        bench.apply(plan).orThrow();

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(bench.server.versions(model))
                .extracting(io.modelkeep.ModelVersion::id)
                .containsExactly(versions.get(3));
    }

    @Test
    void oneModelThatFailsDoesNotStopTheOthers() {
        TrainingId first = bench.training(3);
        TrainingId second = bench.training(3);
        TrainingId third = bench.training(3);
        RetentionPlan plan = bench.plan("keep-last=1", first, second, third);
        bench.stores.listing = parent -> {
            if (parent.equals(second.value())) {
                throw new UnavailableException(ErrorDetails.of("down"));
            }
        };

        ApplyReport report = bench.apply(plan);

        assertThat(report.complete()).isFalse();
        assertThat(report.stoppedBy()).isEmpty();
        assertThat(report.parts())
                .extracting(PartReport::parent)
                .containsExactly(first.value(), second.value(), third.value());
        assertThat(report.parts()).extracting(PartReport::complete).containsExactly(true, false, true);
        PartReport failed = report.parts().get(1);
        assertThat(failed.stoppedBy()).containsInstanceOf(UnavailableException.class);
        assertThat(failed.results()).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(result.cause()).isEqualTo(failed.stoppedBy().map(why -> (StoreException) why));
        });
        assertThat(bench.steps(second)).hasSize(3);
        assertThatThrownBy(report::orThrow)
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        incomplete -> assertThat(incomplete.reason()).isEqualTo(Reason.INCOMPLETE))
                .hasCauseInstanceOf(UnavailableException.class);

        bench.stores.listing = parent -> {};
        bench.stores.forget();
        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));
        assertThat(bench.stores.deleted()).containsExactly("20", "10");
    }

    @Test
    void aModelThatIsMissingNowStopsItselfAlone() {
        TrainingId first = bench.training(4);
        TrainingId second = bench.training(4);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.stores.instead = ids -> stopped(ids, new NotFoundException(ErrorDetails.of("no such model")));

        ApplyReport report = bench.apply(plan, apply -> apply.batchSize(1).concurrency(1));

        assertThat(report.stoppedBy()).isEmpty();
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
    void whatIsWrongWithTheAccountStopsEverything(StoreException why) {
        TrainingId first = bench.training(4);
        TrainingId second = bench.training(4);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.stores.instead = ids -> stopped(ids, why);

        ApplyReport report = bench.apply(plan, apply -> apply.batchSize(1).concurrency(1));

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(report.stoppedBy()).contains(why);
        assertThat(report.parts().get(1).results())
                .allSatisfy(result -> assertThat(result.cause()).contains(why));
        assertThatThrownBy(report::orThrow).hasCause(why);
    }

    @Test
    void aKeyThatIsNotAcceptedIsNotTriedOnTheOtherModels() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(2), bench.training(2));
        bench.stores.listing = parent -> {
            throw new AuthenticationException(ErrorDetails.of("no such key"));
        };

        ApplyReport report = bench.apply(plan, apply -> apply.concurrency(1));

        assertThat(bench.stores.requests()).isEqualTo(1);
        assertThat(report.stoppedBy()).containsInstanceOf(AuthenticationException.class);
    }

    @Test
    void aStoreThatDeletesNothingIsNotAskedAnything() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(2));
        bench.stores.lacking = Set.of(Capability.CHECKPOINT_DELETE);

        ApplyReport report = bench.apply(plan);

        assertThat(bench.stores.requests()).isZero();
        assertThat(report.parts().get(0).stoppedBy()).containsInstanceOf(UnsupportedCapabilityException.class);
    }

    @Test
    void anInterruptLeavesTheRestNotAttemptedAndStays() {
        TrainingId training = bench.training(7);
        RetentionPlan plan = bench.plan("keep-last=1", training);
        Thread caller = Thread.currentThread();
        bench.stores.after = ids -> {
            caller.interrupt();
            awaitInterrupt();
        };

        ApplyReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.stoppedBy()).containsInstanceOf(CancelledException.class);
        assertThat(report.summary())
                .containsExactly(entry(DeleteOutcome.DELETED, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 4L));
        bench.stores.after = ids -> {};
        assertThat(bench.apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 6L));
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @Test
    void nothingIsSentWhereTheThreadIsInterruptedBefore() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));
        Thread.currentThread().interrupt();

        ApplyReport report = bench.apply(plan);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.stores.requests()).isZero();
        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.NOT_ATTEMPTED, 2L));
    }

    @Test
    void partsAreWorkedOnAtTheSameTime() {
        TrainingId first = bench.training(2);
        TrainingId second = bench.training(2);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        CyclicBarrier both = new CyclicBarrier(2);
        bench.stores.before = ids -> meet(both);

        assertThat(bench.apply(plan, apply -> apply.concurrency(2)).complete()).isTrue();
    }

    @Test
    void progressCountsEachItemOnce() {
        TrainingId first = bench.training(6);
        TrainingId second = bench.training(6);
        RetentionPlan plan = bench.plan("keep-last=1", first, second);
        bench.deleteElsewhere(first, 10);
        List<String> told = new ArrayList<>();
        AtomicInteger settled = new AtomicInteger();
        bench.stores.instead = ids -> ids.contains(new CheckpointId("10"))
                ? stopped(ids, new NotFoundException(ErrorDetails.of("gone")))
                : null;

        bench.apply(
                plan,
                apply -> apply.batchSize(2).concurrency(1).progress(new ApplyProgress() {
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
    void aPlanOfAnotherAccountIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));
        bench.stores.account = Map.of("entity", "others");

        assertRefused(plan, Reason.OTHER_STORE);
    }

    @Test
    void aPlanOfAnotherOriginIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));
        try (Applying other = new Applying(folder)) {
            assertThatThrownBy(() -> other.apply(plan)).isInstanceOfSatisfying(RetentionException.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.OTHER_STORE);
                assertThat(other.stores.requests()).isZero();
            });
        }
    }

    @Test
    void anotherPolicyThanThePlansIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));

        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.policy(RetentionPolicy.parse("keep-last=2"))))
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER_POLICY));
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void aPredicateMustBeGivenAgain() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("even", item -> item.step().orElse(0) % 20 == 0)
                .build();
        TrainingId training = bench.training(5);
        RetentionPlan plan = bench.plan(policy, training);

        assertRefused(plan, Reason.OTHER_POLICY);

        bench.apply(plan, apply -> apply.policy(policy)).orThrow();
        assertThat(bench.steps(training)).containsExactly("20", "40", "50");
    }

    @Test
    void aStoreThatBreaksItsContractLeavesItsBatchUnknown() {
        TrainingId training = bench.training(4);
        RetentionPlan plan = bench.plan("keep-last=1", training);
        bench.stores.before = ids -> {
            throw new IllegalStateException("the stores are closed");
        };

        ApplyReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(report.stoppedBy()).containsInstanceOf(IllegalStateException.class);
        assertThat(report.summary())
                .containsExactly(entry(DeleteOutcome.UNKNOWN, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 1L));
        assertThat(report.toMap()).containsKey("stoppedBy");
    }

    private void assertRefused(RetentionPlan plan, Reason reason) {
        assertThatThrownBy(() -> bench.apply(plan))
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(bench.stores.requests()).isZero();
    }

    private static DeleteReport<CheckpointId> stopped(List<CheckpointId> ids, StoreException why) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        collector.stop(why);
        return collector.report();
    }

    private static void awaitInterrupt() {
        try {
            TimeUnit.MINUTES.sleep(1);
        } catch (InterruptedException passedOn) {
            Thread.currentThread().interrupt();
        }
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
