package io.modelkeep.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.errors.AuditLockedException;
import io.modelkeep.retention.errors.StoreMismatchException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.testkit.fixture.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans applied over HTTP, on whatever can be retained: each ends as planned, or says what it left. */
class ApplyOverHttpTest {

    private static final int COUNT = 12;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void plannedItems_areDeleted_andASecondApplySendsNothing(DeletableItems things) throws IOException {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            assertThat(Kept.deleted(plan)).hasSize(COUNT - 2);

            kept.apply(plan).orThrow();

            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
            assertThat(Files.readAllLines(kept.audit))
                    .filteredOn(line -> line.startsWith("{\"line\":\"request\""))
                    .hasSizeGreaterThan(1)
                    .allMatch(line -> line.contains("\"status\":2"));
            assertVerified(kept, plan);
            int requests = kept.requests();
            assertThat(kept.apply(plan).complete()).isTrue();
            assertThat(kept.requests()).isEqualTo(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsOfTheRunAreRecorded_andThoseBeforeAndAfterAreNot(DeletableItems things) throws IOException {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            try (ModelkeepClient client = kept.open();
                    AuditLog audit = kept.log()) {
                things.delete(client, kept.parent, List.of(Kept.deleted(plan).get(0)))
                        .orThrow();
                int before = kept.requests();
                PlanExecutor.of(client, audit)
                        .timeSource(wait -> {})
                        .apply(plan)
                        .orThrow();
                int during = kept.requests() - before;
                things.delete(client, kept.parent, List.of(Kept.deleted(plan).get(0)));

                assertThat(kept.requests()).isGreaterThan(before + during);
                assertThat(Files.readAllLines(kept.audit))
                        .filteredOn(line -> line.startsWith("{\"line\":\"request\""))
                        .hasSize(during);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerIsSettled(DeletableItems things) throws IOException {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            kept.wire().injectAt(things.deletion(), 2, Fault.disconnect().applied());

            ExecutionReport report = kept.apply(plan).orThrow();

            assertThat(kept.wire().unconsumed()).isEmpty();
            assertThat(report.summary()).containsOnlyKeys(settled(kept));
            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
            assertThat(Files.readAllLines(kept.audit))
                    .filteredOn(line -> line.startsWith("{\"line\":\"request\"") && !line.contains("\"status\""))
                    .hasSize(1);
            assertVerified(kept, plan);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedItems_areTriedAgainByTheNextRun(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            kept.settings.put("max-attempts", "1");
            kept.wire().inject(things.deletion(), Fault.status(500));

            ExecutionReport first = kept.apply(plan);

            assertThat(first.complete()).isFalse();
            List<String> left = kept.ids();
            assertThat(AuditCheck.verify(plan, kept.audit).passed()).isTrue();
            assertThat(kept.apply(plan).complete()).isTrue();
            assertThat(left).hasSizeGreaterThan(2);
            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
            assertVerified(kept, plan);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeathBetweenDeletionAndRecordEndsAsIfNothingHadHappened(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            assertThatThrownBy(() -> kept.apply(plan, stores -> new DyingStores(stores, 2)))
                    .isInstanceOf(DyingStores.Death.class);
            List<String> left = kept.ids();
            assertThat(left).hasSize(COUNT - 8);
            assertThat(AuditCheck.verify(plan, kept.audit).open()).hasSize(4);

            ExecutionReport report = kept.apply(plan).orThrow();

            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
            List<ItemResult> results = report.parts().get(0).results();
            assertThat(results).filteredOn(ItemResult::earlier).hasSize(4);
            assertThat(results)
                    .filteredOn(result -> result.outcome() == DeleteOutcome.PRESUMED_DELETED)
                    .hasSize(4);
            assertThat(results)
                    .filteredOn(result -> left.contains(result.id()))
                    .extracting(ItemResult::outcome)
                    .containsOnly(DeleteOutcome.DELETED);
            assertVerified(kept, plan);
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingKeptItem_isDrift(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            String lost = Kept.kept(plan).get(1);
            try (ModelkeepClient stores = kept.open()) {
                things.delete(stores, kept.parent, List.of(lost)).orThrow();
            }
            int before = kept.requests();

            ExecutionReport report = kept.apply(plan);

            assertThat(report.drift()).extracting(Drift::change).containsExactly(Drift.Change.VANISHED);
            assertThat(kept.operationsFrom(before)).containsOnly(Optional.of(things.listing()));
            assertThat(kept.ids()).hasSize(COUNT - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itemDeletedByOthers_isReported_andTheRestIsDeleted(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            String lost = Kept.deleted(plan).get(3);
            try (ModelkeepClient stores = kept.open()) {
                things.delete(stores, kept.parent, List.of(lost)).orThrow();
            }

            ExecutionReport report = kept.apply(plan).orThrow();

            assertThat(report.vanished()).isEqualTo(1);
            assertThat(report.parts().get(0).results().get(3).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
            assertVerified(kept, plan);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsNotAcceptedLeavesEverything(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            kept.wire().inject(things.deletion(), Fault.status(401));

            ExecutionReport report = kept.apply(plan);

            assertThat(report.abortCause()).containsInstanceOf(AuthenticationException.class);
            assertThat(kept.ids()).hasSize(COUNT);
            assertThat(kept.apply(plan).complete()).isTrue();
            assertVerified(kept, plan);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlanOfAnotherServerIsRefusedWithoutARequest(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT);
                Kept other = new Kept(things, folder, COUNT)) {
            RetentionPlan plan = kept.plan();
            int before = other.requests();

            assertThatThrownBy(() -> other.apply(plan)).isInstanceOf(StoreMismatchException.class);

            assertThat(other.requests()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunIsRefusedWhileTheFirstGoesOn(DeletableItems things) {
        try (Kept kept = new Kept(things, folder, COUNT);
                AuditLog first = kept.log();
                ModelkeepClient stores = kept.open()) {
            RetentionPlan plan = kept.plan();
            int before = kept.requests();

            assertThatThrownBy(() -> kept.apply(plan)).isInstanceOf(AuditLockedException.class);

            assertThat(kept.requests()).isEqualTo(before);
            assertThat(PlanExecutor.of(stores, first).apply(plan).complete()).isTrue();
        }
    }

    /** A service that calls what is gone already deleted, again, leaves nothing to presume. */
    private static DeleteOutcome[] settled(Kept kept) {
        return kept.server.deletedAgain(kept.things.deletion()) == DeleteOutcome.DELETED
                ? new DeleteOutcome[] {DeleteOutcome.DELETED}
                : new DeleteOutcome[] {DeleteOutcome.DELETED, DeleteOutcome.PRESUMED_DELETED};
    }

    private static void assertVerified(Kept kept, RetentionPlan plan) {
        AuditCheck check = AuditCheck.verify(plan, kept.audit);
        assertThat(check.problems()).isEmpty();
        assertThat(check.open()).isEmpty();
    }
}
