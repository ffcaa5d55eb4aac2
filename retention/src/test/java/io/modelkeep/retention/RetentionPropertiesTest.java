package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.retention.errors.MetricMissingException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of every policy and every list, tried on thousands of each; the message names the case. */
class RetentionPropertiesTest {

    private static final int CASES = 2_000;

    @Test
    void eachItemIsKeptOrDeletedAndNoneIsBothOrNeither() {
        forEachCase((made, decided) -> {
            List<String> seen = made.items().stream().map(Item::id).sorted().toList();
            List<String> both = new ArrayList<>(decided.kept());
            both.addAll(decided.deleted());
            Collections.sort(both);
            assertThat(both).as(made::name).isEqualTo(seen);
            assertThat(decided.part().totals().seen()).isEqualTo(seen.size());
        });
    }

    @Test
    void theLatestIsKept() {
        forEachCase((made, decided) -> made.items().stream()
                .max(made.order())
                .ifPresent(latest -> assertThat(decided.kept()).as(made::name).contains(latest.id())));
    }

    @Test
    void theLatestThatIsFinishedIsKept() {
        forEachCase((made, decided) -> made.items().stream()
                .filter(item -> item.state().isEmpty())
                .max(made.order())
                .ifPresent(latest -> assertThat(decided.kept()).as(made::name).contains(latest.id())));
    }

    @Test
    void protectedNamedLiveOrUnfinishedItem_isKept() {
        forEachCase((made, decided) -> made.items().stream()
                .filter(item -> made.named().contains(item.id())
                        || item.live().orElse(false)
                        || item.state().isPresent())
                .forEach(item -> assertThat(decided.kept()).as(made::name).contains(item.id())));
    }

    @Test
    void keepLastKeepsTheLastPlacesThatHoldSomethingFinished() {
        forEachCase((made, decided) -> {
            Set<Long> last = made.items().stream()
                    .filter(item -> item.state().isEmpty())
                    .map(made::place)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .limit(made.last())
                    .collect(Collectors.toSet());
            made.items().stream()
                    .filter(item -> last.contains(made.place(item)))
                    .forEach(item -> assertThat(decided.kept()).as(made::name).contains(item.id()));
        });
    }

    @Test
    void keepBestKeepsNothingWorseThanWhatItDeletes() {
        forEachCase((made, decided) -> {
            if (made.best().isEmpty()) {
                return;
            }
            List<Double> best = made.items().stream()
                    .filter(item -> item.state().isEmpty())
                    .flatMap(item -> Optional.ofNullable(item.metrics().get("m")).stream())
                    .sorted(Comparator.reverseOrder())
                    .limit(made.best().get())
                    .toList();
            Set<String> deleted = new HashSet<>(decided.deleted());
            long keptAsGood = made.items().stream()
                    .filter(item -> item.state().isEmpty() && !deleted.contains(item.id()))
                    .filter(item -> !best.isEmpty()
                            && item.metrics().getOrDefault("m", Double.NEGATIVE_INFINITY) >= best.get(best.size() - 1))
                    .count();
            assertThat(keptAsGood).as(made::name).isGreaterThanOrEqualTo(best.size());
            made.items().stream()
                    .filter(item -> !item.metrics().containsKey("m"))
                    .forEach(item -> assertThat(decided.kept()).as(made::name).contains(item.id()));
        });
    }

    @Test
    void keepEveryKeepsTheMultiplesAndTheStepsNearestToThem() {
        forEachCase((made, decided) -> {
            if (made.every().isEmpty() || !made.hasSteps()) {
                return;
            }
            long every = made.every().get();
            long highest = made.items().stream().mapToLong(made::place).max().orElse(-1);
            List<Long> finished = made.items().stream()
                    .filter(item -> item.state().isEmpty())
                    .map(made::place)
                    .toList();
            Set<Long> promised = new HashSet<>();
            for (long multiple = 0; multiple <= highest; multiple += every) {
                long here = multiple;
                finished.stream()
                        .min(Comparator.<Long>comparingLong(step -> Math.abs(step - here))
                                .thenComparing(Comparator.reverseOrder()))
                        .ifPresent(promised::add);
            }
            for (Item item : made.items()) {
                boolean nearest = promised.contains(made.place(item)) || made.place(item) % every == 0;
                assertThat(decided.reasons()
                                .getOrDefault(item.id(), List.of())
                                .contains("keep-every=" + every + ":closest"))
                        .as(made.name() + " " + item)
                        .isEqualTo(nearest);
            }
        });
    }

    @Test
    void keepWithinKeepsAllThatAreYoungAndAllWhoseAgeIsNotKnown() {
        forEachCase((made, decided) -> {
            if (made.days().isPresent()) {
                made.items().stream()
                        .filter(item -> item.createdAt()
                                .map(time -> !time.isBefore(Decided.NOW.minusSeconds(
                                        86_400L * made.days().get())))
                                .orElse(true))
                        .forEach(item ->
                                assertThat(decided.kept()).as(made::name).contains(item.id()));
            }
        });
    }

    @Test
    void checkpointsOfOneStep_withoutADistinguishingRule_shareTheDecision() {
        forEachCase((made, decided) -> {
            if (made.best().isPresent() || made.days().isPresent()) {
                return;
            }
            Set<String> kept = new HashSet<>(decided.kept());
            Map<Long, List<Item>> places = made.items().stream()
                    .filter(item -> item.state().isEmpty()
                            && !item.live().orElse(false)
                            && !made.named().contains(item.id()))
                    .collect(Collectors.groupingBy(made::place));
            places.values()
                    .forEach(beside -> assertThat(beside.stream()
                                    .map(item -> kept.contains(item.id()))
                                    .distinct())
                            .as(made::name)
                            .hasSizeLessThanOrEqualTo(1));
        });
    }

    @Test
    void anotherRuleNeverDeletesMore() {
        forEachCase((made, decided) -> {
            for (String rule :
                    List.of("keep-last=7", "keep-every=7", "keep-every=9:closest", "keep=3,5", "protect=8")) {
                if (rule.startsWith("keep-every") && !made.hasSteps()) {
                    continue;
                }
                List<String> more = new ArrayList<>(made.policy().rules());
                more.add(rule);
                assertThat(made.decide(RetentionPolicy.parse(more)).deleted())
                        .as(made.name() + " and " + rule)
                        .isSubsetOf(decided.deleted());
            }
        });
    }

    @Test
    void neitherTheOrderOfTheRulesNorThatOfTheListMatters() {
        forEachCase((made, decided) -> {
            Random random = new Random(made.seed());
            List<String> rules = new ArrayList<>(made.policy().rules());
            Collections.shuffle(rules, random);
            List<Item> items = new ArrayList<>(made.items());
            Collections.shuffle(items, random);
            Decided again = Decided.of(RetentionPolicy.parse(rules), ItemKind.CHECKPOINTS, items);

            assertThat(again.part().decisions())
                    .as(made::name)
                    .isEqualTo(decided.part().decisions());
        });
    }

    @Test
    void aPolicyIsWhatItIsWrittenAs() {
        forEachCase((made, decided) -> assertThat(
                        RetentionPolicy.parse(made.policy().toString()))
                .as(made::name)
                .isEqualTo(made.policy()));
    }

    @Test
    void theDocumentOfAPlanRoundTripsByteForByteAndFollowsFromItsPolicy() {
        forEachCase((made, decided) -> {
            RetentionPlan plan = Plans.of(made.policy(), decided.part());
            byte[] written = Plans.bytes(plan);
            RetentionPlan read = Plans.read(written);

            assertThat(Plans.bytes(read)).as(made::name).isEqualTo(written);
            assertThat(read.digest()).isEqualTo(plan.digest());
            assertThat(read.parts().get(0).decisions())
                    .isEqualTo(plan.parts().get(0).decisions());
            assertThat(read.totals()).isEqualTo(plan.totals());
            read.check();
        });
    }

    /** Tries what must hold; a case in which the policy must refuse does so for the reason that there is. */
    private static void forEachCase(BiConsumer<MadeUp, Decided> property) {
        int decided = 0;
        for (int seed = 0; seed < CASES; seed++) {
            MadeUp made = MadeUp.of(seed);
            try {
                property.accept(made, made.decide(made.policy()));
                decided++;
            } catch (RetentionException refused) {
                assertThat(refused).as(made::name).isInstanceOf(MetricMissingException.class);
                assertThat(made.items())
                        .as(made::name)
                        .filteredOn(item -> item.state().isEmpty())
                        .isNotEmpty()
                        .noneMatch(item -> item.metrics().containsKey("m"));
            }
        }
        assertThat(decided).isGreaterThan(CASES * 3 / 4);
    }
}
