package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conclusions of apply from lists that lag, change or show other words than the plan's. */
class ApplyListsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeStores shelf = new FakeStores();
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void fill() {
        shelf.put(
                "run",
                LongStream.rangeClosed(1, 4)
                        .mapToObj(ApplyListsTest::checkpoint)
                        .toList());
        shelf.putVersions(
                "m", Stream.of(0, 1, 2, 3).map(i -> version(i).build()).toList());
    }

    @Test
    void anItemToDeleteThatOneListOmitsIsDeleted() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.checkpointViews.add(without("2"));

        ExecutionReport report = apply(plan);

        assertThat(Applying.outcomes(report)).containsEntry("2", DeleteOutcome.DELETED);
        assertThat(report.vanished()).isZero();
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
        assertThat(shelf.lists).hasValue(2);
    }

    @Test
    void anItemToDeleteThatTwoListsOmitIsAbsent() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.checkpointViews.add(without("2"));
        shelf.checkpointViews.add(without("2"));

        ExecutionReport report = apply(plan);

        assertThat(Applying.outcomes(report))
                .containsExactly(
                        entry("3", DeleteOutcome.DELETED),
                        entry("2", DeleteOutcome.ALREADY_ABSENT),
                        entry("1", DeleteOutcome.DELETED));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anItemToKeepThatOneListOmitsIsNoDrift() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.checkpointViews.add(without("4"));

        assertThat(apply(plan).complete()).isTrue();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anItemToKeepThatTwoListsOmitVanished() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.checkpointViews.add(without("4"));
        shelf.checkpointViews.add(without("4"));

        assertThat(apply(plan).drift()).extracting(Drift::change).containsExactly(Drift.Change.VANISHED);
        assertThat(shelf.deletions).hasValue(0);
    }

    @Test
    void anAbsenceThatCannotBeConfirmedStaysOpen() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.checkpointViews.add(without("2"));
        shelf.checkpointViews.add(all -> {
            throw new UnavailableException(ErrorDetails.of("down"));
        });

        ExecutionReport report = apply(plan);

        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.NOT_ATTEMPTED, 3L));
        assertThat(report.parts().get(0).abortCause()).containsInstanceOf(UnavailableException.class);
        assertThat(report.vanished()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "FAILED"})
    void anItemThatTheServiceDidNotDelete_isNotGoneBecauseOneListOmitsIt(DeleteOutcome before) {
        RetentionPlan plan = planOfCheckpoints();
        shelf.notDeleted = Optional.of(before);
        assertThat(apply(plan).summary()).containsExactly(entry(before, 3L));
        shelf.notDeleted = Optional.empty();
        shelf.checkpointViews.add(without("2"));

        ExecutionReport report = apply(plan);

        assertThat(Applying.outcomes(report)).containsEntry("2", DeleteOutcome.DELETED);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anItemWhoseDeletionMayContinue_isGoneIfOneListOmitsIt() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.notDeleted = Optional.of(DeleteOutcome.UNKNOWN);
        assertThat(apply(plan).summary()).containsExactly(entry(DeleteOutcome.UNKNOWN, 3L));
        shelf.notDeleted = Optional.empty();
        shelf.checkpointViews.add(without("2"));

        assertThat(Applying.outcomes(apply(plan))).containsEntry("2", DeleteOutcome.PRESUMED_DELETED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aWholeListNeedsNoSecondOne() {
        assertThat(apply(planOfCheckpoints()).complete()).isTrue();
        assertThat(shelf.lists).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aListThatChangesWhileItIsReadIsReadFromItsBeginning() {
        RetentionPlan plan = planOfCheckpoints();
        changing(3);

        assertThat(apply(plan).orThrow().summary()).containsExactly(entry(DeleteOutcome.DELETED, 3L));
        assertThat(shelf.lists).hasValue(4);
    }

    @Test
    void aListThatNeverStopsChangingStopsItsPart() {
        RetentionPlan plan = planOfCheckpoints();
        changing(4);

        assertThat(apply(plan).parts().get(0).abortCause()).containsInstanceOf(ListChangedException.class);
        assertThat(shelf.deletions).hasValue(0);
    }

    @Test
    void theRevisionsOfThePlanGoToTheStore() {
        RetentionPlan plan = planOfCheckpoints();

        apply(plan).orThrow();

        assertThat(shelf.revisions)
                .isEqualTo(
                        Map.of(new CheckpointId("1"), "r1", new CheckpointId("2"), "r2", new CheckpointId("3"), "r3"));
    }

    @Test
    void aStoreThatCannotHonourRevisionsDeletesNothing() {
        RetentionPlan plan = planOfCheckpoints();
        shelf.capabilities = Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);

        ExecutionReport report = apply(plan);

        assertThat(report.parts().get(0).abortCause()).containsInstanceOf(UnsupportedCapabilityException.class);
        assertThat(shelf.lists).hasValue(0);
        assertThat(shelf.deletions).hasValue(0);
    }

    @Test
    void propertiesOfVersionsAreNotAskedOfCheckpoints() {
        shelf.telling(EnumSet.allOf(Field.class))
                .put(
                        "run",
                        LongStream.rangeClosed(1, 4)
                                .mapToObj(step -> Checkpoint.builder(new CheckpointId(Long.toString(step)))
                                        .step(step)
                                        .itemState(ItemState.READY)
                                        .build())
                                .toList());
        RetentionPlan plan = planOfCheckpoints();
        assertThat(plan.totals().deleted()).isEqualTo(3);

        assertThat(apply(plan).complete()).isTrue();
    }

    @Test
    void latestThatMovesToAnItemToDeleteIsDrift() {
        RetentionPlan plan = planOfVersions(Set.of());
        shelf.versionViews.add(replacing(version(0).latest(true), version(3).latest(false)));

        assertThat(apply(plan).drift()).extracting(Drift::change).containsExactly(Drift.Change.LATEST);
        assertThat(shelf.deletions).hasValue(0);
    }

    @Test
    void latestThatMovesToANewVersionIsANote() {
        RetentionPlan plan = planOfVersions(Set.of());
        shelf.versionViews.add(all -> Stream.concat(
                replacing(version(3).latest(false)).apply(all),
                Stream.of(version(4).latest(true).build())));

        ExecutionReport report = apply(plan).orThrow();

        assertThat(report.newItems()).isEqualTo(1);
        assertThat(report.parts().get(0).notes()).containsExactly("the latest was v3 and is now v4");
        assertThat(report.toMap().toString()).contains("the latest was v3");
    }

    @Test
    void anAliasOrATagThatAppearsIsDrift() {
        RetentionPlan plan = planOfVersions(Set.of());
        shelf.versionViews.add(replacing(version(0).aliases(Set.of("production"))));
        assertThat(apply(plan).drift()).extracting(Drift::change).containsExactly(Drift.Change.ALIASES);

        shelf.versionViews.add(replacing(version(0).tags(Set.of("paper"))));
        assertThat(apply(plan).drift()).extracting(Drift::change).containsExactly(Drift.Change.TAGS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"STATE", "LIVE", "ALIASES"})
    void aPropertyThatIsUnknownAndDeclaredNowIsDrift(Field field) {
        shelf.putVersions("m", Stream.of(0, 1, 2, 3).map(i -> bare(i).build()).toList());
        RetentionPlan plan = planOfVersions(Set.of());
        assertThat(plan.totals().deleted()).isEqualTo(3);
        shelf.telling(EnumSet.of(Field.CREATED_AT, field));

        List<Drift> drift = apply(plan).drift();

        assertThat(drift)
                .extracting(Drift::change)
                .contains(Drift.Change.UNKNOWN)
                .doesNotContainNull();
        assertThat(drift).hasSizeGreaterThanOrEqualTo(3);
        assertThat(shelf.deletions).hasValue(0);
    }

    @Test
    void anOlderServerThatRefusesAliasesIsNoDriftForAPlanThatWasMadeWithoutThem() {
        shelf.putVersions("m", Stream.of(0, 1, 2, 3).map(i -> bare(i).build()).toList());
        RetentionPlan plan = planOfVersions(Set.of());
        shelf.telling(EnumSet.of(Field.CREATED_AT, Field.ALIASES));
        shelf.refusedByServer = Set.of(Field.ALIASES);

        assertThat(apply(plan).complete()).isTrue();
    }

    @Test
    void aDocumentHasTheWordsOfTheService() {
        RetentionPlan plan = planOfVersions(Set.of(Field.STATE, Field.LIVE, Field.ALIASES));

        assertThat(Plans.text(plan))
                .contains("\"declared\":[\"STATE\",\"LIVE\",\"ALIASES\"]")
                .contains("\"itemState\":\"READY\",\"live\":false,\"latest\":true,\"aliases\":[],\"tags\":[\"t3\"]");
        assertThat(Plans.read(Plans.bytes(plan)).parts().get(0).decisions())
                .isEqualTo(plan.parts().get(0).decisions());
        Plans.read(Plans.bytes(plan)).check();
    }

    private RetentionPlan planOfCheckpoints() {
        return plan(shelf.catalogue("run"));
    }

    private RetentionPlan planOfVersions(Set<Field> declared) {
        Set<Field> fields = EnumSet.of(Field.CREATED_AT);
        fields.addAll(declared);
        shelf.telling(fields);
        return plan(shelf.versionsOf("m"));
    }

    private RetentionPlan plan(RetentionTarget catalogue) {
        RetentionPlan plan = new RetentionPlanner(RetentionPolicy.parse("keep-last=1"))
                .withClock(CLOCK)
                .plan(List.of(catalogue));
        shelf.lists.set(0);
        return plan;
    }

    private ExecutionReport apply(RetentionPlan plan) {
        try (AuditLog log = AuditLog.open(folder.resolve("audit.jsonl"), "tester", CLOCK)) {
            return PlanExecutor.of(shelf, log).timeSource(pauses::add).apply(plan);
        }
    }

    private void changing(int times) {
        for (int i = 0; i < times; i++) {
            shelf.checkpointViews.add(all -> Stream.concat(
                    all.limit(2),
                    Stream.generate(() -> {
                                throw new ListChangedException(ErrorDetails.of("the list changed"));
                            })
                            .map(Checkpoint.class::cast)
                            .limit(1)));
        }
    }

    private static UnaryOperator<Stream<Checkpoint>> without(String id) {
        return all -> all.filter(checkpoint -> !checkpoint.id().value().equals(id));
    }

    private static UnaryOperator<Stream<ModelVersion>> replacing(ModelVersion.Builder... changed) {
        List<ModelVersion> others =
                Stream.of(changed).map(ModelVersion.Builder::build).toList();
        return all -> all.map(version -> others.stream()
                .filter(other -> other.id().equals(version.id()))
                .findFirst()
                .orElse(version));
    }

    private static Checkpoint checkpoint(long step) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .step(step)
                .revision("r" + step)
                .build();
    }

    private static ModelVersion.Builder bare(int number) {
        return ModelVersion.builder(new VersionId("v" + number), new ModelId("m"))
                .number(number)
                .createdAt(CLOCK.instant().minusSeconds(100 - number));
    }

    private static ModelVersion.Builder version(int number) {
        return bare(number)
                .state("fine")
                .itemState(ItemState.READY)
                .live(false)
                .latest(number == 3)
                .aliases(Set.of())
                .tags(Set.of("t" + number));
    }
}
