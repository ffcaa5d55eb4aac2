package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Function;

/** What is said of texts that are refused, to be compared with each other: no test knows the words. */
final class Refusals {

    private Refusals() {}

    /** All that is said; a text that is not refused fails the test. */
    static String words(Function<String, ?> parser, String text) {
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> parser.apply(text));
        assertThat(refusal).as("the refusal of \"%s\"", text).isNotNull();
        return String.valueOf(refusal.getMessage());
    }

    /** The same of a refusal that repeats the text, without the text. */
    static String reason(Function<String, ?> parser, String text) {
        String shown = '"' + SafeText.of(text, 128) + '"';
        String words = words(parser, text);
        assertThat(words).contains(shown);
        return words.replace(shown, "");
    }
}
