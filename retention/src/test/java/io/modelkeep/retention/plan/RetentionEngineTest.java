package io.modelkeep.retention.plan;

import static io.modelkeep.retention.Decided.NOW;
import static io.modelkeep.retention.Decided.metric;
import static io.modelkeep.retention.Decided.step;
import static io.modelkeep.retention.Decided.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.ItemState;
import io.modelkeep.retention.Decided;
import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.LatestUndeterminedException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionEngineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keep-last=1                | 140",
                "keep-last=2                | 140,120",
                "keep-last=99               | 140,120,100,90,52,50,10,0",
                "keep-every=50              | 140,100,50,0",
                "keep-every=1000            | 140,0",
                // 50 is there, 100 is there, and so is 0.
                "keep-every=50:closest      | 140,100,50,0",
                // 10 and 50 are as near to 30, and the later one is kept; nearest to 60 is 52; 90 and 120 are there.
                "keep-every=30:closest      | 140,120,90,52,50,0",
                // 45 and 135; of 90 and 140 the one is there, the other nearer to 135.
                "keep-every=45:closest      | 140,90,50,0",
                "keep=90,52                 | 140,90,52",
                "keep-last=1; keep-every=90 | 140,90,0"
            })
    void aRuleKeepsWhatItPromises(String policy, String kept) {
        assertThat(Decided.of(policy, steps(0, 10, 50, 52, 90, 100, 120, 140)).kept())
                .containsExactly(kept.split(",", -1));
    }

    @Test
    void ofTwoStepsAsNearTheLaterIsKept() {
        assertThat(Decided.of("keep-every=100:closest", steps(95, 105, 200)).kept())
                .containsExactly("200", "105", "95");
        assertThat(Decided.of("keep-every=100:closest", steps(0, 95, 105, 200)).deleted())
                .containsExactly("95");
    }

    @Test
    void stepsThatAreFarApartDoNotOverflow() {
        long far = Long.MAX_VALUE;

        assertThat(Decided.of("keep-every=3:closest", steps(1, far - 1, far)).kept())
                .containsExactly(Long.toString(far), Long.toString(far - 1), "1");
        assertThat(Decided.of("keep-every=" + far + ":closest", steps(1, 2, far))
                        .deleted())
                .containsExactly("2");
    }

    @Test
    void theBestByAMetricAreKept() {
        Item[] items = {metric(1, "loss", 0.9), metric(2, "loss", 0.1), metric(3, "loss", 0.5), metric(4, "loss", 0.7)};

        assertThat(Decided.of("keep-best=loss:min", items).kept()).containsExactly("4", "2");
        assertThat(Decided.of("keep-best=loss:min:2", items).kept()).containsExactly("4", "3", "2");
        assertThat(Decided.of("keep-best=loss:max", items).kept()).containsExactly("4", "1");
        assertThat(Decided.of("keep-best=loss:max:99", items).deleted()).isEmpty();
    }

    @Test
    void ofTwoThatAreAsGoodTheLaterStepIsKept() {
        Item[] items = {metric(1, "r", 0.5), metric(2, "r", 0.5), metric(3, "r", 0.5), metric(4, "r", 0.1)};

        assertThat(Decided.of("keep-best=r:max:2", items).kept()).containsExactly("4", "3", "2");
    }

    @Test
    void aZeroIsAZeroWhateverItsSign() {
        Item[] items = {metric(1, "r", 0.0), metric(2, "r", -0.0), metric(3, "r", -1)};

        assertThat(Decided.of("keep-best=r:max", items).kept()).containsExactly("3", "2");
    }

    @Test
    void withinCountsFromTheTimeOfThePlanAndIncludesItsEnd() {
        Item[] items = {
            step(1).createdAt(NOW.minus(Duration.ofDays(30)).minusNanos(1)).build(),
            step(2).createdAt(NOW.minus(Duration.ofDays(30))).build(),
            step(3).createdAt(NOW.minus(Duration.ofDays(40))).build(),
            step(4).createdAt(NOW.plusSeconds(60)).build(),
            step(5).createdAt(NOW.minus(Duration.ofDays(50))).build()
        };

        assertThat(Decided.of("keep-within=30d", items).reasons())
                .containsEntry("5", List.of("latest"))
                .containsEntry("4", List.of("latest", "keep-within=30d"))
                .containsEntry("3", List.of())
                .containsEntry("2", List.of("keep-within=30d"))
                .containsEntry("1", List.of());
    }

    @Test
    void itemWithoutAgeOrStep_isKept() {
        Item[] items = {
            step(1).build(),
            step(2).createdAt(NOW.minus(Duration.ofDays(9))).build(),
            step(3).build(),
            step(4).createdAt(NOW.minus(Duration.ofDays(8))).build()
        };
        assertThat(Decided.of("keep-within=1d", items).reasons())
                .containsEntry("1", List.of(Decision.AGE_UNKNOWN))
                .containsEntry("2", List.of());

        Item[] timed = {
            Item.builder("a").createdAt(NOW).build(),
            step(7).createdAt(NOW.plusSeconds(1)).build(),
            step(9).createdAt(NOW.plusSeconds(2)).build()
        };
        for (String rule : List.of("keep-every=5", "keep-every=5:closest")) {
            assertThat(Decided.of(rule, timed).reasons()).containsEntry("a", List.of(Decision.STEP_UNKNOWN));
        }
    }

    @Test
    void whereATrainingWentBackTheYoungestStaysBesideTheHighestStep() {
        Item[] items = {
            step(1).createdAt(NOW.minusSeconds(5)).build(),
            step(2).createdAt(NOW).build(),
            step(900).createdAt(NOW.minusSeconds(9)).build()
        };

        assertThat(Decided.of("keep-last=1", items).reasons())
                .containsEntry("1", List.of())
                .containsEntry("2", List.of(Decision.LATEST, "keep-last=1"))
                .containsEntry("900", List.of(Decision.LATEST, "keep-last=1"));
    }

    @Test
    void aNameThatTwoWereSavedUnderKeepsBoth() {
        Item[] items = {
            Item.builder("a").step(1).name("final").build(),
            Item.builder("b").step(1).name("final").build(),
            Item.builder("c").step(2).name("step-2").build(),
            Item.builder("d").step(3).build()
        };

        assertThat(Decided.of("keep-last=1; protect=final", items).reasons())
                .containsEntry("a", List.of(Decision.PROTECT))
                .containsEntry("b", List.of(Decision.PROTECT))
                .containsEntry("c", List.of());
    }

    @Test
    void aNameKeepsByIdByStepAndByNumber() {
        Item[] items = {
            Item.builder("a").step(120).build(),
            Item.builder("240").step(1).build(),
            Item.builder("b").step(2).build(),
            Item.builder("c").step(999).build()
        };
        Decided decided = Decided.of("keep=120,240,gone; protect=b,missing", items);

        assertThat(decided.reasons())
                .containsEntry("a", List.of(Decision.KEEP))
                .containsEntry("240", List.of(Decision.KEEP))
                .containsEntry("b", List.of(Decision.PROTECT));
        assertThat(decided.part().notes()).containsExactly("protect: not there: missing", "keep: not there: gone");

        Item old = Item.builder("x").number(3).createdAt(NOW).build();
        Item latest = Item.builder("y").number(4).createdAt(NOW).build();
        assertThat(Decided.ofVersions("keep=3", old, latest).kept()).containsExactly("y", "x");
    }

    @Test
    void aPredicateKeepsWhatItIsTrueOf() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("good", item -> item.metric("acc").orElse(1) > 0.5)
                .metric("acc")
                .build();

        List<Item> items = List.of(metric(1, "acc", 0.9), metric(2, "acc", 0.1), metric(3, "acc", 0.1));

        assertThat(Decided.of(policy, ItemKind.CHECKPOINTS, items).reasons())
                .containsEntry("1", List.of("keep-if=good"))
                .containsEntry("2", List.of());
    }

    @Test
    void aPredicateThatFailsOrAsksForAMetricThatWasNotReadDeletesNothing() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("good", item -> item.metric("acc").orElse(0) > 0.5)
                .build();

        RetentionException refused = catchThrowableOfType(
                RetentionException.class, () -> Decided.of(policy, ItemKind.CHECKPOINTS, List.of(steps(1, 2))));

        assertThat(refused).isInstanceOf(PolicyNotEvaluableException.class);
        assertThat(refused).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCheckpointsOfOneStepAreKeptOrDeletedTogetherAndCountOnce() {
        Item[] items = {
            Item.builder("sampler-1").step(1).build(),
                    Item.builder("trainer-1").step(1).build(),
            Item.builder("sampler-2").step(2).build(),
                    Item.builder("trainer-2").step(2).build(),
            Item.builder("sampler-3").step(3).build(),
                    Item.builder("trainer-3").step(3).build()
        };

        assertThat(Decided.of("keep-last=2", items).deleted()).containsExactly("trainer-1", "sampler-1");
        assertThat(Decided.of("keep-every=2", items).deleted()).containsExactly("trainer-1", "sampler-1");
        assertThat(Decided.of("keep-every=2:closest", items).kept()).contains("trainer-2", "sampler-2");
        assertThat(Decided.of("keep=1", items).deleted()).containsExactly("trainer-2", "sampler-2");
    }

    @Test
    void ofOneStepAndAsGoodBothAreKept() {
        Item[] items = {
            Item.builder("a").step(1).metrics(Map.of("r", 0.9)).build(),
            Item.builder("b").step(1).metrics(Map.of("r", 0.9)).build(),
            metric(2, "r", 0.5),
            metric(3, "r", 0.1)
        };

        assertThat(Decided.of("keep-best=r:max", items).kept()).containsExactly("3", "b", "a");
        assertThat(Decided.of("keep-best=r:max:2", items).deleted()).isEmpty();
    }

    @Test
    void unfinishedItem_isKept_andTakesNoPlaceOfOthers() {
        Item[] items = {
            step(1).build(),
            step(2).itemState(ItemState.READY).build(),
            step(3).build(),
            step(4).state("any word").itemState(ItemState.IN_PROGRESS).build()
        };

        assertThat(Decided.of("keep-last=1", items).reasons())
                .containsEntry("4", List.of(Decision.LATEST, Decision.BEING_WRITTEN))
                .containsEntry("3", List.of(Decision.LATEST, "keep-last=1"))
                .containsEntry("2", List.of());
    }

    @Test
    void theBestIsAFinishedOne() {
        Item[] items = {
            metric(1, "r", 0.5),
            step(2).metrics(Map.of("r", 0.9)).itemState(ItemState.IN_PROGRESS).build(),
            metric(3, "r", 0.1)
        };

        assertThat(Decided.of("keep-best=r:max", items).reasons())
                .containsEntry("2", List.of(Decision.BEING_WRITTEN))
                .containsEntry("1", List.of("keep-best=r:max"));
    }

    @Test
    void aVersionThatFailedPushesNoGoodOneOut() {
        Item[] items = {
            version("good", 1, ItemState.READY),
            version("older", 0, ItemState.READY),
            version("bad", 2, ItemState.FAILED),
            version("worse", 3, ItemState.FAILED)
        };

        assertThat(Decided.ofVersions("keep-last=1", items).reasons())
                .containsEntry("worse", List.of(Decision.LATEST))
                .containsEntry("bad", List.of())
                .containsEntry("good", List.of(Decision.LATEST, "keep-last=1"))
                .containsEntry("older", List.of());
    }

    @Test
    void liveOrUnfinishedItem_isKept() {
        Item live =
                Item.builder("live").createdAt(NOW.minusSeconds(9)).live(true).build();
        Item building = Item.builder("building")
                .createdAt(NOW.minusSeconds(8))
                .itemState(ItemState.IN_PROGRESS)
                .live(false)
                .build();
        Item other =
                Item.builder("other").createdAt(NOW.minusSeconds(7)).live(false).build();
        Item latest = Item.builder("latest").createdAt(NOW).build();

        assertThat(Decided.ofVersions("keep-last=1", live, building, other, latest)
                        .reasons())
                .containsEntry("live", List.of(Decision.LIVE))
                .containsEntry("building", List.of(Decision.BEING_WRITTEN))
                .containsEntry("other", List.of());
    }

    @Test
    void versionsAreOrderedByTimeAndThenByNumber() {
        Item first = Item.builder("first").number(1).createdAt(NOW).build();
        Item second = Item.builder("second").number(2).createdAt(NOW).build();
        Item oldest =
                Item.builder("oldest").number(9).createdAt(NOW.minusSeconds(1)).build();

        assertThat(Decided.ofVersions("keep-last=1", second, oldest, first)
                        .part()
                        .decisions())
                .extracting(decision -> decision.item().id())
                .containsExactly("second", "first", "oldest");
    }

    @Test
    void itemsWithoutAnOrder_areRefused() {
        Item stepless = Item.builder("a").createdAt(NOW).build();

        RetentionException refused = catchThrowableOfType(
                RetentionException.class, () -> Decided.of("keep-last=1", stepless, step(1).build()));

        assertThat(refused).isInstanceOf(LatestUndeterminedException.class);
    }

    @Test
    void thoseOfOneTimeThatNothingElseOrdersAreKeptTogether() {
        Item[] items = {
            Item.builder("a").createdAt(NOW).build(),
            Item.builder("b").createdAt(NOW).build(),
            Item.builder("old").createdAt(NOW.minusSeconds(1)).build()
        };

        assertThat(Decided.of("keep-last=1", items).kept()).containsExactly("b", "a");
    }

    @Test
    void moreThanTheLimitsAllowIsRefused() {
        Item[] items = steps(1, 2, 3, 4);

        assertThat(Decided.of("keep-last=1; max-deletions=3; max-delete-fraction=0.75", items)
                        .deleted())
                .hasSize(3);
        for (String limit : List.of("max-deletions=2", "max-delete-fraction=0.7499999999999999")) {
            RetentionException refused =
                    catchThrowableOfType(RetentionException.class, () -> Decided.of("keep-last=1; " + limit, items));
            assertThat(refused).isInstanceOf(DeletionLimitExceededException.class);
        }
    }

    @Test
    void whereNothingIsThereNothingIsToBeDone() {
        Decided decided = Decided.of("keep-best=r:max; keep=7; protect=8");

        assertThat(decided.part().decisions()).isEmpty();
        assertThat(decided.part().notes()).hasSize(2);
    }

    @Test
    void anItemHasAllItsReasonsAndSharesThemWithOthers() {
        Item[] items = steps(100, 200, 300);
        Decided decided = Decided.of("keep-last=2; keep-every=100; protect=300", items);

        assertThat(decided.reasons())
                .containsEntry("300", List.of("latest", "protect", "keep-every=100", "keep-last=2"))
                .containsEntry("200", List.of("keep-every=100", "keep-last=2"))
                .containsEntry("100", List.of("keep-every=100"));
    }

    private static Item version(String id, long number, ItemState state) {
        return Item.builder(id)
                .number(number)
                .createdAt(NOW.plusSeconds(number))
                .itemState(state)
                .build();
    }
}
