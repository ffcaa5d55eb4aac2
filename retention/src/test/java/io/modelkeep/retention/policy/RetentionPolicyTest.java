package io.modelkeep.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.item.ItemKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPolicyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep-last=3",
                "keep-best=val/reward:max",
                "keep-best=val/reward:max:2",
                "keep-best=loss:min",
                "keep-best=a:b:max:min:7",
                "keep-best=odd:max:2:max",
                "keep-best=eval loss:min",
                "keep-every=100",
                "keep-every=100:closest",
                "keep-within=30d",
                "keep-within=12h",
                "keep-within=PT1H30M",
                "keep=120,240",
                "keep=checkpoint_9,ckpt-a"
            })
    void aRuleInItsCanonicalFormIsReadAndWrittenUnchanged(String rule) {
        assertThat(RetentionPolicy.parse(rule).rules()).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keep-last = 3 | keep-last=3",
                "keep-last=003 | keep-last=3",
                "keep-best=x:max:1 | keep-best=x:max",
                "keep-within=2w | keep-within=14d",
                "keep-within=48h | keep-within=2d",
                "keep-within=PT36H | keep-within=36h",
                "keep-within=PT90M | keep-within=PT1H30M",
                "keep-within=P30D | keep-within=30d",
                "keep=240, 120,240 | keep=120,240",
                "keep=100,20,b,a | keep=20,100,a,b"
            })
    void otherFormsOfARuleAreWrittenInTheCanonicalOne(String rule, String canonical) {
        assertThat(RetentionPolicy.parse(rule).rules()).containsExactly(canonical);
    }

    @Test
    void theMarkThatSomeEditorsBeginAFileWithIsNoPartOfARule() {
        assertThat(RetentionPolicy.parse("\uFEFFkeep-last=3").rules()).containsExactly("keep-last=3");
    }

    @Test
    void rulesAreSortedAndGivenOnce() {
        RetentionPolicy policy = RetentionPolicy.parse("""
                # every night
                protect=9   # the demo
                keep-last=3; keep-best=acc#1:max
                keep-last=3
                keep=120; keep=7

                missing-metric=worst
                max-delete-fraction=0.90; max-deletions=500
                """);

        assertThat(policy.rules())
                .containsExactly(
                        "keep-best=acc#1:max",
                        "keep-last=3",
                        "keep=7,120",
                        "max-delete-fraction=0.9",
                        "max-deletions=500",
                        "missing-metric=worst",
                        "protect=9");
    }

    @Test
    void theBuilderMakesWhatTheWrittenFormMakes() {
        RetentionPolicy built = RetentionPolicy.builder()
                .keepLast(3)
                .keepBest("val/reward", MetricGoal.MAX, 2)
                .keepBest("loss", MetricGoal.MIN)
                .keepEvery(100)
                .keepEveryClosest(50)
                .keepWithin(Duration.ofDays(30))
                .keep("120", "240")
                .metric("acc")
                .protect("9")
                .missingMetric(MissingMetric.FAIL)
                .maxDeletions(500)
                .maxDeleteFraction(new BigDecimal("0.9"))
                .build();

        assertThat(built)
                .isEqualTo(RetentionPolicy.parse(built.rules()))
                .hasSameHashCodeAs(RetentionPolicy.parse(built.rules()))
                .isNotEqualTo(RetentionPolicy.parse("keep-last=3"));
        assertThat(built.rules())
                .contains("keep-best=val/reward:max:2", "keep-every=50:closest", "metric=acc", "missing-metric=fail");
        assertThat(built.metrics()).containsExactly("acc", "loss", "val/reward");
    }

    @Test
    void defaultValue_isOmitted() {
        assertThat(RetentionPolicy.parse("keep-last=1; missing-metric=keep"))
                .isEqualTo(RetentionPolicy.parse("keep-last=1"));
    }

    @Test
    void parse_reportsAllProblems_withSuggestionsForTypos() {
        InvalidPolicyException refused =
                refused("keep-lst=3; keep-best=loss:minimum; keep-every=0; protect=; nonsense");

        assertThat(refused).isInstanceOf(InvalidPolicyException.class);
        assertThat(refused.problems()).hasSize(5);
        assertThat(refused.problems().get(0)).contains("keep-lst=3").contains("keep-last=3");
        assertThat(refused.problems().get(1)).contains("loss:minimum");
        assertThat(refused.problems().get(4)).contains("nonsense").contains("max-delete-fraction");
        assertThat(refused.toMap())
                .containsEntry("error", "InvalidPolicyException")
                .containsKey("problems");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "protect=1",
                "max-deletions=3; missing-metric=keep",
                "keep-last",
                "keep-last=",
                "keep-last=0",
                "keep-last=-1",
                "keep-last=3000000000",
                "keep-last=three",
                "keep-last=1.5",
                "keep-best=loss",
                "keep-best=loss:MIN",
                "keep-best=:max",
                "keep-best=loss:min:0",
                "keep-best=loss:min:",
                "keep-every=0",
                "keep-every=10:nearest",
                "keep-every=99999999999999999999",
                "keep-within=0d",
                "keep-within=-1d",
                "keep-within=30",
                "keep-within=999999d",
                "keep-within=PT-5M",
                "keep-within=P1M",
                "keep=",
                "keep=1,,2",
                "keep=a/b",
                "keep=..",
                "keep-if=good",
                "keep-last=1; missing-metric=best",
                "keep-last=1; max-deletions=0",
                "keep-last=1; max-deletions=1; max-deletions=2",
                "keep-last=1; max-delete-fraction=0",
                "keep-last=1; max-delete-fraction=1.1",
                "keep-last=1; max-delete-fraction=NaN",
                "keep-last=1; max-delete-fraction=1e-999999999",
                "keep-last=1; keep-last"
            })
    void unusableValue_isRefused(String text) {
        assertThat(refused(text).problems()).hasSize(1);
    }

    @Test
    void minutesAndMonthsAreNotTakenForEachOther() {
        assertThat(refused("keep-within=3m").problems())
                .singleElement()
                .asString()
                .contains("months");
    }

    @Test
    void build_reportsUnusableRules() {
        RetentionPolicy.Builder builder = RetentionPolicy.builder()
                .keepLast(0)
                .keepBest(" loss", MetricGoal.MIN)
                .keepBest("loss", MetricGoal.MIN, -1)
                .keepEvery(-5)
                .keepWithin(Duration.ofDays(-1))
                .keep("a,b")
                .keepIf("two words", item -> true)
                .metric("line\nbreak")
                .protect()
                .maxDeletions(0)
                .maxDeleteFraction(new BigDecimal("2"));

        InvalidPolicyException refused = catchThrowableOfType(InvalidPolicyException.class, builder::build);

        assertThat(refused.problems()).hasSize(11);
    }

    @Test
    void twoPredicatesOfOneNameAreRefused() {
        RetentionPolicy.Builder builder =
                RetentionPolicy.builder().keepIf("good", item -> true).keepIf("good", item -> false);

        assertThat(catchThrowableOfType(InvalidPolicyException.class, builder::build)
                        .problems())
                .hasSize(1);
    }

    @Test
    void tooManyRules_areRefused() {
        RetentionPolicy.Builder builder = RetentionPolicy.builder();
        for (int i = 1; i <= 24; i++) {
            builder.keepBest("metric-" + i, MetricGoal.MAX);
        }
        assertThat(builder.build().rules()).hasSize(24);

        InvalidPolicyException refused =
                catchThrowableOfType(InvalidPolicyException.class, builder.keepBest("one more", MetricGoal.MAX)::build);

        assertThat(refused).isInstanceOf(InvalidPolicyException.class);
    }

    @Test
    void morePlacesThanAPlanCanNameAreRefused() {
        String[] names = IntStream.range(0, 200_000).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(catchThrowableOfType(
                                InvalidPolicyException.class,
                                RetentionPolicy.builder().keep(names)::build)
                        .problems())
                .hasSize(1);
    }

    @Test
    void aPolicySaysWhatItNeedsToKnow() {
        assertThat(RetentionPolicy.parse("keep-last=1; keep=3").needs(ItemKind.CHECKPOINTS))
                .isEmpty();
        assertThat(RetentionPolicy.parse("keep-last=1").needs(ItemKind.VERSIONS))
                .containsExactly(Field.CREATED_AT);
        assertThat(RetentionPolicy.parse("keep-best=x:max; keep-every=2; keep-within=1d")
                        .needs(ItemKind.CHECKPOINTS))
                .containsExactlyInAnyOrder(Field.METRICS, Field.STEP, Field.CREATED_AT);
        assertThat(RetentionPolicy.parse("keep-every=2:closest").needs(ItemKind.CHECKPOINTS))
                .containsExactly(Field.STEP);
    }

    @Test
    void aFileHoldsAPolicy() throws IOException {
        Path file =
                Files.writeString(folder.resolve("policy"), "# nightly\r\nkeep-last=3\r\nkeep-best=Verlust ä:min\n");

        assertThat(RetentionPolicy.file(file).rules()).containsExactly("keep-best=Verlust ä:min", "keep-last=3");
    }

    @Test
    void aFileThatIsNoTextIsNoPolicy() throws IOException {
        Path latin1 = Files.write(folder.resolve("latin1"), new byte[] {'k', '=', (byte) 0xe4});
        Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);

        for (Path file : List.of(latin1, huge)) {
            assertThat(catchThrowableOfType(InvalidPolicyException.class, () -> RetentionPolicy.file(file)))
                    .isInstanceOf(InvalidPolicyException.class);
        }
        assertThat(catchThrowableOfType(
                        UncheckedIOException.class, () -> RetentionPolicy.file(folder.resolve("missing"))))
                .hasMessageContaining("missing");
    }

    private static InvalidPolicyException refused(String text) {
        InvalidPolicyException refused =
                catchThrowableOfType(InvalidPolicyException.class, () -> RetentionPolicy.parse(text));
        assertThat(refused).isInstanceOf(InvalidPolicyException.class);
        return refused;
    }
}
