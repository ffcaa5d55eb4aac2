package io.modelkeep.integration.codebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that names of tests have a subject and use the words of the glossary. */
class TestNamesTest {

    private static final Pattern METHOD = Pattern.compile("\\n {4}(?:public )?void (\\w+)\\(");
    private static final Pattern WORD = Pattern.compile("_|(?=\\p{Lu})");

    private static final Set<String> BANNED = Set.of(
            "told",
            "tell",
            "tells",
            "mind",
            "minds",
            "heard",
            "hear",
            "hears",
            "nobody",
            "meanwhile",
            "anew",
            "lest",
            "whoever");

    private static final Set<String> NO_SUBJECT = Set.of("what", "whatever", "who");

    @Test
    void namesOfTests_arePlain() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : Sources.tests()) {
            METHOD.matcher(Files.readString(file))
                    .results()
                    .map(method -> method.group(1))
                    .filter(name -> !isPlain(name))
                    .forEach(name -> problems.add(file.getFileName() + ": " + name));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void theRule_findsBannedWordsAndMissingSubjects() {
        assertThat(isPlain("whatIsAbsent")).isFalse();
        assertThat(isPlain("theCallerIsTold")).isFalse();
        assertThat(isPlain("absentItem_isToldTwice")).isFalse();
        assertThat(isPlain("outcome_isWhatAnswerAndReadAgreeOn")).isTrue();
        assertThat(isPlain("reminder_isSent")).isTrue();
    }

    private static boolean isPlain(String name) {
        List<String> words = Arrays.stream(WORD.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return !NO_SUBJECT.contains(words.get(0)) && words.stream().noneMatch(BANNED::contains);
    }
}
