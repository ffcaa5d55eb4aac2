package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.CheckpointId;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.InvalidRequestException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdRulesTest {

    private static final List<Function<String, Id>> KINDS =
            List.of(ModelId::new, VersionId::new, RunId::new, CheckpointId::new);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "120",
                "abc123",
                "3f2a8c1e-0000-4000-8000-1234567890ab",
                "loops:run_1",
                "job:project:job",
                "a.b",
                "..a",
                "...x...",
                "name:v3",
                "a@b",
                "a+b&c=d",
                "über",
                "模型",
                "\uD83D\uDE00",
                "~_-!$'()*,"
            })
    void ordinaryIdsAreAccepted(String value) {
        for (Function<String, Id> kind : KINDS) {
            assertThat(kind.apply(value).value()).isEqualTo(value);
            assertThat(kind.apply(value)).hasToString(value).isEqualTo(kind.apply(value));
        }
    }

    @Test
    void aRefusalSaysWhatIsWrongWithTheId() {
        assertThatThrownBy(() -> new ModelId(" ")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> new ModelId("a".repeat(257))).hasMessageContaining("longer than 256");
        assertThatThrownBy(() -> new ModelId("..")).hasMessageContaining("dots only");
        assertThatThrownBy(() -> new ModelId("a/b")).hasMessageContaining("white space");
    }

    static Stream<String> refused() {
        return Stream.of(
                "",
                " ",
                "\t",
                "\u00a0",
                "\u3000\u2003",
                ".",
                "..",
                ".".repeat(256),
                "a/b",
                "/",
                "a\\b",
                "%",
                "a%2fb",
                "%2e%2e",
                "a;b",
                "a?b",
                "a#b",
                "a b",
                " a",
                "a ",
                "a\u00a0b",
                "a\u2028b",
                "a\u2029b",
                "a\u0000b",
                "a\r\nb",
                "a\n",
                "a\tb",
                "a\u001b[31mb",
                "a\u007fb",
                "a\u0085b",
                "a\u200bb",
                "a\ufeffb",
                "\u202eabc",
                "a\u2066b\u2069",
                "a\u061cb",
                "a\ud800",
                "\udc00a",
                "\ude00\ud83d",
                "a\uffffb",
                "x".repeat(257));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("refused")
    void idOfSeveralPathSegments_isRefused(String value) {
        for (Function<String, Id> kind : KINDS) {
            assertThatThrownBy(() -> kind.apply(value))
                    .isInstanceOfSatisfying(InvalidRequestException.class, refusal -> {
                        assertThat(refusal.statusCode()).isEmpty();
                        assertThat(refusal.attempts()).isZero();
                        assertThat(refusal.retryable()).isFalse();
                        assertThat(refusal.getMessage()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");
                        assertThat(refusal.getMessage()).hasSizeLessThan(300);
                    });
        }
    }

    @Test
    void theLongestIdHas256Characters() {
        assertThat(new ModelId("x".repeat(256)).value()).hasSize(256);
        assertThatThrownBy(() -> new ModelId("x".repeat(257)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("256");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedLikeAnEmptyId() {
        for (Function<String, Id> kind : KINDS) {
            assertThatThrownBy(() -> kind.apply(null)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void theMessageNamesTheKindOfIdAndTheId() {
        assertThatThrownBy(() -> new ModelId("a/b")).hasMessageContainingAll("model", "\"a/b\"");
        assertThatThrownBy(() -> new VersionId("")).hasMessageContainingAll("version", "\"\"");
        assertThatThrownBy(() -> new RunId("..")).hasMessageContainingAll("run id", "\"..\"");
        assertThatThrownBy(() -> new CheckpointId("\n")).hasMessageContainingAll("checkpoint", "\" \"");
    }

    @Test
    void eachRuleHasAReasonOfItsOwn() {
        assertThat(List.of(reason(""), reason(".."), reason("a/b"), reason("x".repeat(257))))
                .doesNotHaveDuplicates();
        assertThat(reason("\n")).isEqualTo(reason(""));
        assertThat(reason(".".repeat(256))).isEqualTo(reason(".."));
        assertThat(reason("a\nb")).isEqualTo(reason("a/b"));
    }

    /** What is said of a refused id, without the id. */
    private static String reason(String value) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> new ModelId(value));
        return String.valueOf(refusal.getMessage()).replace('"' + SafeText.of(value, 64) + '"', "");
    }

    @Test
    void idsOfDifferentKindsAreNeverEqual() {
        assertThat((Id) new ModelId("1")).isNotEqualTo(new RunId("1"));
    }
}
