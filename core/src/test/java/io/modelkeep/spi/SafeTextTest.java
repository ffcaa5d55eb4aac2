package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two words", "über 模型 \uD83D\uDE00", "a\u00a0b", "<\"'&>"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(SafeText.of(text, 100)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "\u0000",
                "\n",
                "\r",
                "\t",
                "\u001b",
                "\u007f",
                "\u009b",
                "\u200b",
                "\u202e",
                "\u2066",
                "\u2028",
                "\u2029",
                "\ufeff",
                "\ue000",
                "\ud800",
                "\udc00",
                "\uffff",
                "\u3164",
                "\uffa0",
                "\u115f",
                "\udb40\udc41"
            })
    void eachHarmfulCharacterBecomesOneBlank(String harmful) {
        assertThat(SafeText.of("a" + harmful + "b", 100)).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "\u009b,\\u009b",
        "\u007f,\\u007f",
        "\u202e,\\u202e",
        "\u2066,\\u2066",
        "\u200b,\\u200b",
        "\u3164,\\u3164",
        "\udb40\udc41,\\udb40\\udc41",
        "\ud800,\\ud800",
        "\u00fc,\u00fc",
        "\ud83d\ude00,\ud83d\ude00"
    })
    void inJsonEachIsEscaped(String character, String escaped) {
        assertThat(SafeText.escaped("{\"a\":\"b" + character + "\"}")).isEqualTo("{\"a\":\"b" + escaped + "\"}");
    }

    @Test
    void aTerminalEscapeIsOnlyLetters() {
        assertThat(SafeText.of("\u001b[2J\u001b[31mroot\u0007", 100)).isEqualTo(" [2J [31mroot ");
    }

    @Test
    void shortText_isNotCut() {
        assertThat(SafeText.of("abcd", 4)).isEqualTo("abcd");
        assertThat(SafeText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }

    @Test
    void longText_endsInAnEllipsis_withinTheLength() {
        assertThat(SafeText.of("abcde", 4)).isEqualTo("abc…");
        assertThat(SafeText.of("abcde", 1)).isEqualTo("…");
        assertThat(SafeText.of("\uD83D\uDE00", 1)).isEqualTo("…");
        assertThat(SafeText.of("x".repeat(1_000_000), 512)).hasSize(512).endsWith("x…");
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        assertThat(SafeText.of("ab\uD83D\uDE00x", 4)).isEqualTo("ab…");
        assertThat(SafeText.of("abc\uD83D\uDE00", 4)).isEqualTo("abc…");
        assertThat(SafeText.of("\uD83D\uDE00x", 2)).isEqualTo("…");
    }

    @Test
    void anyTextBecomesOneEncodableLineOfBoundedLength() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                if (random.nextBoolean()) {
                    text.append((char) random.nextInt(0x10000));
                } else {
                    text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                }
            }
            int most = 1 + random.nextInt(20);
            String safe = SafeText.of(text.toString(), most);
            assertThat(safe).hasSizeLessThanOrEqualTo(most).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(safe)).isTrue();
        }
    }
}
