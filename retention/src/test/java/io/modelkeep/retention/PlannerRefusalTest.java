package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.errors.ClockSkewException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A plan is not made from a list, a clock or a name that may be wrong. */
class PlannerRefusalTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final FakeStores shelf = new FakeStores();

    @Test
    void aListThatChangesWhileItIsReadIsReadFromItsBeginning() {
        shelf.put("a", checkpoints(1, 2, 3));
        changing(3);

        assertThat(plan("keep-last=1", "a").totals().seen()).isEqualTo(3);
        assertThat(shelf.lists).hasValue(4);
    }

    @Test
    void aListThatNeverStopsChangingIsAFailureOfItsOwnKind() {
        shelf.put("a", checkpoints(1, 2, 3));
        changing(4);

        assertThatThrownBy(() -> plan("keep-last=1", "a")).isInstanceOf(ListChangedException.class);
        assertThat(shelf.lists).hasValue(4);
    }

    @Test
    void revisionsThatTheStoreCannotHonourAreNotDropped() {
        shelf.put("a", checkpoints(1, 2)).put("b", List.of(revised(1), revised(2)));
        shelf.capabilities = Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);

        assertThat(plan("keep-last=1", "a").totals().deleted()).isEqualTo(1);
        assertThat(plan("keep-last=2", "b").totals().deleted()).isZero();
        UnsupportedCapabilityException refused =
                catchThrowableOfType(UnsupportedCapabilityException.class, () -> plan("keep-last=1", "b"));
        assertThat(refused.missing()).containsExactly(Capability.CHECKPOINT_REVISION);
        assertThat(refused).hasMessageContaining("checkpoint revision");
        assertThat(plan("keep-last=1", "a", "b").parts().get(1).problem()).isPresent();
    }

    @Test
    void aClockThatDiffersFromTheServicesRefusesRulesOfAge() {
        shelf.put("a", aged(1, 2, 3)).put("b", aged(1, 2, 3));
        for (Duration difference : List.of(Duration.ofDays(-40), Duration.ofDays(40), Duration.ofSeconds(301))) {
            shelf.serviceTime = Optional.of(NOW.plus(difference));

            assertThat(catchThrowableOfType(RetentionException.class, () -> plan("keep-within=30d", "a", "b")))
                    .isInstanceOf(ClockSkewException.class);
            assertThat(plan("keep-last=1", "a").totals().deleted()).isEqualTo(2);
        }
        shelf.serviceTime = Optional.of(NOW.minusSeconds(299));
        assertThat(plan("keep-within=30d", "a").parts().get(0).notes()).noneMatch(note -> note.contains("clock"));
    }

    @Test
    void aClockThatCannotBeComparedIsNoted() {
        shelf.put("a", aged(1, 2));

        assertThat(plan("keep-within=30d", "a").parts().get(0).notes())
                .contains("the service does not report its time, so the clock of this machine was not checked");
        assertThat(plan("keep-last=1", "a").parts().get(0).notes()).noneMatch(note -> note.contains("clock"));
    }

    @Test
    void aKeptNameThatNothingInThePlanHasRefusesAPlanThatDeletes() {
        shelf.put("a", checkpoints(1, 2, 3)).put("b", checkpoints(7, 9));

        RetentionException refused =
                catchThrowableOfType(RetentionException.class, () -> plan("keep=2,8; keep-last=1", "a", "b"));

        assertThat(refused).isInstanceOf(PolicyNotEvaluableException.class);
        assertThat(refused).hasMessageContaining("keep=8").hasMessageContaining("keep-if-present");
        assertThat(plan("keep=2,7", "a", "b").totals().deleted()).isEqualTo(1);
        assertThat(plan("keep=8; keep-last=9", "a").totals().deleted()).isZero();
    }

    @Test
    void aNameThatNeedNotBeThereIsNoted() {
        shelf.put("a", checkpoints(1, 2, 3));

        TargetPlan part = plan("keep-if-present=1,8", "a").parts().get(0);

        assertThat(part.notes()).contains("keep-if-present: not there: 8");
        assertThat(part.decisions())
                .filteredOn(decision -> decision.item().id().equals("1"))
                .singleElement()
                .extracting(Decision::reasons)
                .isEqualTo(List.of(Decision.KEEP_IF_PRESENT));
    }

    @Test
    void oneTrainingInTwoSpellingsIsPlannedOnce() {
        String lower = "0aa0b8c1-93d4-4f5e-8f00-00000000abcd";
        String upper = "0AA0B8C1-93D4-4F5E-8F00-00000000ABCD";
        shelf.put(lower, checkpoints(1, 2)).put(upper, checkpoints(1, 2));
        shelf.put("run", checkpoints(1)).put("RUN", checkpoints(1));

        assertThat(plan("keep-last=1", lower, upper).parts())
                .extracting(TargetPlan::parent)
                .containsExactly(lower);
        assertThat(plan("keep-last=1", "run", "RUN").parts()).hasSize(2);
    }

    @Test
    void propertiesThatTheServiceDoesNotReportAreNoted() {
        shelf.put("a", checkpoints(1)).putVersions("m", List.of(version(0)));

        assertThat(plan("keep-last=1", "a").parts().get(0).notes())
                .containsExactly("not reported by the service, so not checked: the state");
        assertThat(planOfVersions("keep-last=1").parts().get(0).notes())
                .containsExactly("not reported by the service, so not checked: the state, whether it serves production,"
                        + " aliases and tags");
        shelf.telling(EnumSet.allOf(Field.class));
        assertThat(planOfVersions("keep-last=1").parts().get(0).notes()).isEmpty();
        assertThat(planOfVersions("keep-last=1").parts().get(0).declared())
                .containsExactly(Field.STATE, Field.LIVE, Field.ALIASES);
    }

    @Test
    void anOlderServerThatRefusesAliasesWhenItIsListedIsNotedAndCannotServeRulesOfThem() {
        Set<Field> all = Set.of(Field.CREATED_AT, Field.ALIASES);
        shelf.telling(all).putVersions("m", List.of(version(0), version(1)));
        shelf.refusedByServer = Set.of(Field.ALIASES);

        TargetPlan part = planOfVersions("keep-last=1").parts().get(0);

        assertThat(part.notes()).singleElement().asString().contains("aliases and tags");
        assertThat(part.totals().deleted()).isEqualTo(1);
        shelf.telling(all);
        assertThat(catchThrowableOfType(RetentionException.class, () -> planOfVersions("keep-tag=paper")))
                .isInstanceOf(PolicyNotEvaluableException.class);
        assertThat(shelf.lists).hasValue(2);
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

    private RetentionPlan plan(String policy, String... trainings) {
        return planner(policy).plan(Stream.of(trainings).map(shelf::catalogue).toList());
    }

    private RetentionPlan planOfVersions(String policy) {
        return planner(policy).plan(List.of(shelf.versionsOf("m")));
    }

    private static RetentionPlanner planner(String policy) {
        return new RetentionPlanner(RetentionPolicy.parse(policy)).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<Checkpoint> checkpoints(long... steps) {
        return LongStream.of(steps)
                .mapToObj(step -> Checkpoint.builder(new CheckpointId(Long.toString(step)))
                        .step(step)
                        .build())
                .toList();
    }

    private static List<Checkpoint> aged(long... steps) {
        return LongStream.of(steps)
                .mapToObj(step -> Checkpoint.builder(new CheckpointId(Long.toString(step)))
                        .step(step)
                        .createdAt(NOW.minus(Duration.ofDays(100 - step)))
                        .build())
                .toList();
    }

    private static Checkpoint revised(long step) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .step(step)
                .revision("r" + step)
                .build();
    }

    private static ModelVersion version(int number) {
        return ModelVersion.builder(new VersionId("v" + number), new ModelId("m"))
                .number(number)
                .createdAt(NOW.minusSeconds(100 - number))
                .build();
    }
}
