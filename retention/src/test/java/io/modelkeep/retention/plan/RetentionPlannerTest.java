package io.modelkeep.retention.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.FakeStores;
import io.modelkeep.retention.Plans;
import io.modelkeep.retention.Watched;
import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.LatestUndeterminedException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.errors.StoreMismatchException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123Z");

    private final FakeStores shelf = new FakeStores();

    @Test
    void aPlanSaysWhereItWasMadeWhenAndByWhichPolicy() {
        shelf.put("a", checkpoints(1, 2, 3)).put("b", checkpoints(7));

        RetentionPlan plan = planner("keep-last=2").plan(List.of(shelf.catalogue("a"), shelf.catalogue("b")));

        assertThat(plan.provider()).isEqualTo("shelf");
        assertThat(plan.origin()).isEqualTo("https://shelf.example");
        assertThat(plan.account()).isEqualTo(Map.of("entity", "team"));
        assertThat(plan.plannedAt()).isEqualTo(NOW);
        assertThat(plan.policy()).containsExactly("keep-last=2");
        assertThat(plan.parts()).extracting(TargetPlan::parent).containsExactly("a", "b");
        assertThat(plan.totals().seen()).isEqualTo(4);
        assertThat(plan.totals().kept()).isEqualTo(3);
        assertThat(plan.totals().deleted()).isEqualTo(1);
    }

    @Test
    void totalBytes_areReportedOnlyIfAllSizesAreKnown() {
        List<Checkpoint> sized = List.of(sized(1, 10), sized(2, 20), sized(3, 40));
        shelf.put("sized", sized).put("partly", List.of(sized(1, 10), checkpoint(2), checkpoint(3)));

        ItemTotals known =
                planner("keep-last=1").plan(List.of(shelf.catalogue("sized"))).totals();
        assertThat(known.keptBytes()).hasValue(40);
        assertThat(known.deletedBytes()).hasValue(30);

        ItemTotals unknown =
                planner("keep-last=1").plan(List.of(shelf.catalogue("partly"))).totals();
        assertThat(unknown.keptBytes()).isEmpty();
        assertThat(unknown.deletedBytes()).isEmpty();
    }

    @Test
    void versionsArePlannedByTheSameRules() {
        ModelId model = new ModelId("m");
        List<ModelVersion> versions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            versions.add(ModelVersion.builder(new VersionId("v" + i), model)
                    .number(i)
                    .createdAt(NOW.minusSeconds(100 - i))
                    .live(i == 1)
                    .build());
        }
        shelf.putVersions("m", versions);

        TargetPlan part = planner("keep-last=2; keep=0")
                .plan(List.of(shelf.versionsOf("m")))
                .parts()
                .get(0);

        assertThat(part.kind()).isEqualTo(ItemKind.VERSIONS);
        assertThat(part.decisions())
                .filteredOn(decision -> !decision.kept())
                .extracting(decision -> decision.item().id())
                .containsExactly("v2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keep-within=30d     | STEP,METRICS",
                "keep-best=r:max     | STEP,CREATED_AT,SIZE",
                "keep-every=10       | METRICS,CREATED_AT",
                "keep-every=10:closest | CREATED_AT"
            })
    void ruleOnUndeclaredField_isRefusedBeforeAnyRead(String policy, String fields) {
        Set<Field> told = EnumSet.noneOf(Field.class);
        Stream.of(fields.split(",", -1)).map(Field::valueOf).forEach(told::add);
        shelf.telling(told).put("a", checkpoints(1, 2));

        RetentionException refused = catchThrowableOfType(
                RetentionException.class, () -> planner(policy).plan(List.of(shelf.catalogue("a"))));

        assertThat(refused).isInstanceOf(PolicyNotEvaluableException.class);
        assertThat(shelf.lists).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"keep-last=1 | METRICS,SIZE", "keep=5 | SIZE", "keep-best=r:max; keep-within=1d | SIZE"})
    void aServiceWithoutStepAndTime_isRefusedBeforeAnythingIsRead(String policy, String fields) {
        Set<Field> told = EnumSet.noneOf(Field.class);
        Stream.of(fields.split(",", -1)).map(Field::valueOf).forEach(told::add);
        shelf.telling(told).put("a", checkpoints(1, 2));

        assertThatThrownBy(() -> planner(policy).plan(List.of(shelf.catalogue("a"))))
                .isInstanceOf(LatestUndeterminedException.class)
                .hasMessageContaining("delete by id");
        assertThat(shelf.lists).hasValue(0);
    }

    @Test
    void stepsOfVersionsAreNeverWaitedFor() {
        shelf.telling(Set.of(Field.CREATED_AT)).putVersions("m", List.of());

        assertThat(planner("keep-last=1; keep-within=1d")
                        .plan(List.of(shelf.versionsOf("m")))
                        .totals()
                        .seen())
                .isZero();
        for (String rule : List.of("keep-every=10", "keep-best=r:max")) {
            assertThat(catchThrowableOfType(
                            RetentionException.class, () -> planner(rule).plan(List.of(shelf.versionsOf("m")))))
                    .isInstanceOf(PolicyNotEvaluableException.class);
        }
    }

    @Test
    void aServiceThatSaysNothingOfItsFieldsIsNotGuessedAt() {
        shelf.telling(Set.of()).put("a", checkpoints(1, 2));

        assertThat(catchThrowableOfType(
                        RetentionException.class, () -> planner("keep-last=1").plan(List.of(shelf.catalogue("a")))))
                .isInstanceOf(LatestUndeterminedException.class);
    }

    @Test
    void oneModelsFailureIsItsPartsProblemAndStopsNoOther() {
        shelf.put("good", checkpoints(1, 2)).fail("gone", notFound());

        RetentionPlan plan = planner("keep-last=1").plan(List.of(shelf.catalogue("gone"), shelf.catalogue("good")));

        TargetPlan failed = plan.parts().get(0);
        assertThat(failed.problem().orElseThrow().type()).isEqualTo("NotFoundException");
        assertThat(failed.decisions()).isEmpty();
        assertThat(plan.parts().get(1).problem()).isEmpty();
        assertThat(plan.totals().deleted()).isEqualTo(1);
    }

    @Test
    void aRefusalOfThePolicyForOneModelIsItsPartsProblem() {
        shelf.put("tiny", checkpoints(1, 2)).put("large", checkpoints(1, 2, 3, 4, 5, 6));

        RetentionPlan plan = planner("keep-last=1; max-delete-fraction=0.6")
                .plan(List.of(shelf.catalogue("tiny"), shelf.catalogue("large")));

        assertThat(plan.parts().get(1).problem().orElseThrow().type()).isEqualTo("DeletionLimitExceededException");
        assertThat(plan.totals().seen()).isEqualTo(2);
    }

    @Test
    void whereAllFailTheFirstFailureIsThrownWithTheOthers() {
        NotFoundException first = notFound();
        NotFoundException second = notFound();
        shelf.fail("a", first).fail("b", second);

        assertThatThrownBy(() -> planner("keep-last=1").plan(List.of(shelf.catalogue("a"), shelf.catalogue("b"))))
                .isSameAs(first)
                .hasSuppressedException(second);
    }

    @Test
    void otherException_isThrownUnchanged() {
        shelf.put("good", checkpoints(1, 2)).fail("closed", new IllegalStateException("the stores are closed"));

        assertThatThrownBy(
                        () -> planner("keep-last=1").plan(List.of(shelf.catalogue("good"), shelf.catalogue("closed"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allModelsTogetherDeleteNoMoreThanTheLimit() {
        shelf.put("a", checkpoints(1, 2, 3)).put("b", checkpoints(1, 2, 3));
        List<RetentionTarget> both = List.of(shelf.catalogue("a"), shelf.catalogue("b"));

        assertThat(planner("keep-last=1; max-deletions=4").plan(both).totals().deleted())
                .isEqualTo(4);
        assertThat(catchThrowableOfType(
                        RetentionException.class,
                        () -> planner("keep-last=1; max-deletions=3").plan(both)))
                .isInstanceOf(DeletionLimitExceededException.class);
    }

    @Test
    void onePlanIsOfOneAccount() {
        FakeStores other = new FakeStores().account(Map.of("entity", "others")).put("a", checkpoints(1));
        shelf.put("a", checkpoints(1));

        assertThat(catchThrowableOfType(
                        RetentionException.class,
                        () -> planner("keep-last=1").plan(List.of(shelf.catalogue("a"), other.catalogue("a")))))
                .isInstanceOf(StoreMismatchException.class);
    }

    @Test
    void aCatalogueThatIsGivenTwiceIsPlannedOnce() {
        shelf.put("a", checkpoints(1, 2));

        RetentionPlan plan = planner("keep-last=1").plan(List.of(shelf.catalogue("a"), shelf.catalogue("a")));

        assertThat(plan.parts()).hasSize(1);
        assertThat(shelf.lists).hasValue(1);
    }

    @Test
    void manyCataloguesArePlannedInTheirOrder() {
        List<RetentionTarget> catalogues = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            shelf.put("run-" + i, checkpoints(LongStream.rangeClosed(0, i % 7).toArray()));
            catalogues.add(shelf.catalogue("run-" + i));
        }

        RetentionPlan one = planner("keep-last=2").withConcurrency(1).plan(catalogues);
        RetentionPlan many = planner("keep-last=2").withConcurrency(16).plan(catalogues);

        assertThat(many.digest()).isEqualTo(one.digest());
        assertThat(many.parts())
                .extracting(TargetPlan::parent)
                .startsWith("run-0", "run-1")
                .hasSize(200);
    }

    @Test
    void duplicateItem_countsOnce_andContradictoryItemsAreKept() {
        Checkpoint one = checkpoint(1);
        Checkpoint replaced = Checkpoint.builder(new CheckpointId("2"))
                .step(2)
                .revision("new")
                .build();
        shelf.put("a", List.of(one, checkpoint(2), one, replaced, checkpoint(3), checkpoint(4)));

        TargetPlan part = planner("keep-last=1")
                .plan(List.of(shelf.catalogue("a")))
                .parts()
                .get(0);

        assertThat(part.totals().seen()).isEqualTo(4);
        assertThat(part.decisions())
                .filteredOn(decision -> decision.item().id().equals("2"))
                .singleElement()
                .extracting(Decision::reasons)
                .isEqualTo(List.of(Decision.AMBIGUOUS));
    }

    @Test
    void unusualNames_doNotBreakReadingAPlan() {
        Checkpoint wordy = Checkpoint.builder(new CheckpointId("1"))
                .step(1)
                .name("\ud800\u202e\u001b[31m".repeat(1_000_000))
                .state("x".repeat(5_000_000))
                .build();
        shelf.put("a", List.of(wordy));

        RetentionPlan plan = planner("keep-last=1").plan(List.of(shelf.catalogue("a")));

        byte[] written = Plans.bytes(plan);
        assertThat(Plans.read(written).digest()).isEqualTo(plan.digest());
        assertThat(written).hasSizeLessThan(10_000).doesNotContain(0x1b);
    }

    @Test
    void targetWithoutDeletion_isNotPlanned() {
        try (Watched stores = new Watched(shelf.put("a", checkpoints(1, 2)))) {
            stores.lacking = Set.of(Capability.CHECKPOINT_DELETE);
            RetentionPlanner planner = planner("keep-last=1");
            RetentionTarget catalogue = RetentionTarget.checkpoints(stores, new RunId("a"));

            assertThatThrownBy(() -> planner.plan(List.of(catalogue)))
                    .isInstanceOf(UnsupportedCapabilityException.class);
        }
        assertThat(shelf.lists).hasValue(0);
    }

    @Test
    void aProtectedNameThatNothingHasRefusesAPlanThatDeletes() {
        shelf.put("a", checkpoints(1, 2, 3)).put("b", checkpoints(7, 9));

        RetentionException refused = catchThrowableOfType(
                RetentionException.class,
                () -> planner("keep-last=1; protect=2,8").plan(List.of(shelf.catalogue("a"), shelf.catalogue("b"))));

        assertThat(refused).isInstanceOf(PolicyNotEvaluableException.class);
        assertThat(refused).hasMessageContaining("protect=8");
        assertThat(planner("keep-last=1; protect=2,7")
                        .plan(List.of(shelf.catalogue("a"), shelf.catalogue("b")))
                        .totals()
                        .deleted())
                .isEqualTo(1);
        assertThat(planner("keep-last=9; protect=8")
                        .plan(List.of(shelf.catalogue("a")))
                        .totals()
                        .deleted())
                .isZero();
    }

    @Test
    void anInterruptEndsPlanning() {
        shelf.put("a", checkpoints(1, 2));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> planner("keep-last=1").plan(List.of(shelf.catalogue("a"))))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void thereIsSomethingToPlanAndAPlausibleConcurrency() {
        assertThatThrownBy(() -> planner("keep-last=1").plan(List.of())).isInstanceOf(IllegalArgumentException.class);
        for (int concurrency : new int[] {0, 65, -1}) {
            assertThatThrownBy(() -> planner("keep-last=1").withConcurrency(concurrency))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RetentionPlanner planner(String policy) {
        return new RetentionPlanner(RetentionPolicy.parse(policy)).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ErrorDetails.of("not found").provider("shelf"));
    }

    private static List<Checkpoint> checkpoints(long... steps) {
        return LongStream.of(steps).mapToObj(RetentionPlannerTest::checkpoint).toList();
    }

    private static Checkpoint checkpoint(long step) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .step(step)
                .build();
    }

    private static Checkpoint sized(long step, long bytes) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .step(step)
                .sizeBytes(bytes)
                .build();
    }
}
