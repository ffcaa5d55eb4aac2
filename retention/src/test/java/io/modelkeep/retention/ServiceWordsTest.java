package io.modelkeep.retention;

import static io.modelkeep.retention.Decided.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's own words count: its latest, its aliases and tags, its states; an unknown one protects. */
class ServiceWordsTest {

    private static final Set<Field> NOTHING = Set.of();

    @Test
    void theLatestIsTheOneThatTheServiceDefines() {
        Item[] items = {
            version(0).latest(true).build(),
            version(1).latest(false).build(),
            version(2).latest(false).build(),
            version(3).latest(false).build()
        };

        assertThat(Decided.ofVersions("keep-last=2", items).reasons())
                .containsEntry("v0", List.of(Decision.LATEST))
                .containsEntry("v1", List.of())
                .containsEntry("v2", List.of("keep-last=2"))
                .containsEntry("v3", List.of("keep-last=2"));
        assertThat(Decided.ofVersions("keep=1", items).kept()).containsExactly("v1", "v0");
    }

    @Test
    void anItemWithoutLatestAmongOthersThatHaveItIsKept() {
        Item[] items = {
            version(0).build(),
            version(1).latest(true).build(),
            version(2).latest(false).build()
        };

        assertThat(Decided.ofVersions("keep=1", items).reasons())
                .containsEntry("v0", List.of(Decision.LATEST_UNKNOWN))
                .containsEntry("v2", List.of());
    }

    @Test
    void whereTheServicesLatestIsNotFinishedOrIsNotListedTheOrderCountsToo() {
        Item[] unfinished = {
            version(0).latest(true).itemState(ItemState.IN_PROGRESS).build(),
            version(1).latest(false).build(),
            version(2).latest(false).build()
        };
        Item[] missing = {
            version(1).latest(false).build(), version(2).latest(false).build()
        };

        assertThat(Decided.ofVersions("keep=0", unfinished).kept()).containsExactly("v2", "v0");
        assertThat(Decided.ofVersions("keep=7", missing).kept()).containsExactly("v2");
    }

    @Test
    void aVersionThatAnAliasNamesIsKeptWithTheAliasAsTheReason() {
        Item[] items = {
            version(0).aliases(Set.of("production", "blue")).build(),
            version(1).aliases(Set.of()).tags(Set.of("paper")).build(),
            version(2).build()
        };

        assertThat(Decided.ofVersions("keep-last=1", items).reasons())
                .containsEntry("v0", List.of("alias blue", "alias production"))
                .containsEntry("v1", List.of());
    }

    @Test
    void manyAliasesAreCounted() {
        Set<String> aliases =
                Set.copyOf(IntStream.range(0, 30).mapToObj(i -> "a" + (100 + i)).toList());

        List<String> reasons = Decided.ofVersions(
                        "keep-last=1",
                        version(0).aliases(aliases).build(),
                        version(1).build())
                .reasons()
                .get("v0");

        assertThat(reasons).hasSize(21).startsWith("alias a100").endsWith("alias and 10 more");
    }

    @Test
    void tagsAndAliasesAreKeptByName() {
        Item[] items = {
            version(0).tags(Set.of("paper", "x")).aliases(Set.of()).build(),
            version(1).tags(Set.of("draft")).aliases(Set.of()).build(),
            version(2).tags(Set.of()).aliases(Set.of("blue")).build(),
            version(3).tags(Set.of()).aliases(Set.of()).build()
        };
        Decided decided = Decided.ofVersions("keep-tag=paper,thesis; keep-alias=blue,green", items);

        assertThat(decided.reasons())
                .containsEntry("v0", List.of("keep-tag=paper,thesis"))
                .containsEntry("v1", List.of())
                .containsEntry("v2", List.of("alias blue", "keep-alias=blue,green"));
        assertThat(decided.part().notes())
                .containsExactly("keep-alias: not there: green", "keep-tag: not there: thesis");
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"STATE", "LIVE", "ALIASES"})
    void anUnknownValueProtectsWhereTheProviderDeclaresTheProperty(Field field) {
        String reason = switch (field) {
            case STATE -> Decision.STATE_UNKNOWN;
            case LIVE -> Decision.LIVENESS_UNKNOWN;
            default -> Decision.ALIASES_UNKNOWN;
        };
        Item[] items = {version(0).build(), known(1).build(), known(2).build()};

        assertThat(Decided.ofVersions(Set.of(field), "keep-last=1", items).reasons())
                .containsEntry("v0", List.of(reason))
                .containsEntry("v1", List.of());
        assertThat(Decided.ofVersions(NOTHING, "keep-last=1", items).reasons()).containsEntry("v0", List.of());
    }

    @Test
    void aWordThatTheProviderDoesNotKnowProtects() {
        Item[] items = {
            version(0).state("ODD").build(), version(1).build(), version(2).build()
        };

        assertThat(Decided.ofVersions("keep-last=1", items).reasons())
                .containsEntry("v0", List.of(Decision.STATE_UNKNOWN))
                .containsEntry("v1", List.of());
    }

    @Test
    void aProviderThatReportsItsOwnWordForReadyCanDelete() {
        Item[] items = {
            version(0).state("READY").itemState(ItemState.READY).build(),
            version(1).state("READY").itemState(ItemState.READY).build()
        };

        assertThat(Decided.ofVersions(Set.of(Field.STATE), "keep-last=1", items).deleted())
                .containsExactly("v0");
    }

    @Test
    void aTimeInTheFutureSaysNothingAboutTheOrder() {
        Item[] items = {
            version(0).build(),
            version(1).build(),
            Item.builder("odd").number(9).createdAt(NOW.plusSeconds(301)).build(),
            Item.builder("edge").number(8).createdAt(NOW.plusSeconds(300)).build()
        };
        Decided decided = Decided.ofVersions("keep-last=1", items);

        assertThat(decided.reasons())
                .containsEntry("odd", List.of(Decision.FUTURE))
                .containsEntry("edge", List.of(Decision.LATEST, "keep-last=1"))
                .containsEntry("v1", List.of());
        assertThat(decided.part().notes())
                .containsExactly("created in the future, therefore kept and not the latest: odd");
        assertThat(Decided.ofVersions("keep=0", version(0).build(), items[2]).kept())
                .containsExactly("odd", "v0");
    }

    @Test
    void aStepWithATimeInTheFutureTakesNoPlace() {
        Item[] items = {
            Decided.step(1).createdAt(NOW.minusSeconds(3)).build(),
            Decided.step(2).createdAt(NOW.minusSeconds(2)).build(),
            Decided.step(3).createdAt(NOW.plusSeconds(31_536_000)).build()
        };

        assertThat(Decided.of("keep-last=1", items).reasons())
                .containsEntry("3", List.of(Decision.FUTURE))
                .containsEntry("2", List.of(Decision.LATEST, "keep-last=1"))
                .containsEntry("1", List.of());
    }

    @Test
    void namesAreComparedInOneForm() {
        String composed = "gr\u00f6\u00dfe-10";
        String decomposed = "gro\u0308\u00dfe-10";
        Item[] items = {
            Item.builder("a").step(1).name(decomposed).build(),
            Item.builder(decomposed).step(2).build(),
            Item.builder("b").step(3).name(composed).build(),
            Decided.step(4).build()
        };

        for (String name : List.of(composed, decomposed)) {
            assertThat(Decided.of("keep=" + name, items).kept()).containsExactly("4", "b", decomposed, "a");
            assertThat(RetentionPolicy.parse("keep=" + name).rules()).containsExactly("keep=" + composed);
        }
        assertThat(Decided.ofVersions(
                                "keep-tag=" + composed,
                                version(0).tags(Set.of(decomposed)).build(),
                                version(1).build(),
                                version(2).build())
                        .kept())
                .containsExactly("v2", "v0");
    }

    @Test
    void aRuleThatWasNotDecodedCorrectlyIsRefused() {
        List<String> accepted = new ArrayList<>();
        for (String rule : List.of("keep=", "protect=", "keep-if-present=", "keep-tag=", "keep-alias=", "metric=")) {
            InvalidPolicyException refused = catchThrowableOfType(
                    InvalidPolicyException.class, () -> RetentionPolicy.parse("keep-last=1; " + rule + "gr\uFFFDe"));
            if (refused == null || !refused.problems().toString().contains("U+FFFD")) {
                accepted.add(rule);
            }
        }
        assertThat(catchThrowableOfType(
                                InvalidPolicyException.class, () -> RetentionPolicy.parse("keep-best=gr\uFFFDe:max"))
                        .problems())
                .singleElement()
                .asString()
                .contains("U+FFFD");

        assertThat(accepted).isEmpty();
    }

    private static Item.Builder version(int number) {
        return Item.builder("v" + number).number(number).createdAt(NOW.minusSeconds(100 - number));
    }

    private static Item.Builder known(int number) {
        return version(number)
                .itemState(ItemState.READY)
                .live(false)
                .aliases(Set.of())
                .tags(Set.of());
    }
}
