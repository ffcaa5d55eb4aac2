package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that the Java snippets of {@code docs/testing-your-pipeline.md} and {@code docs/development.md} are code of the files they name. */
class SnippetsTest {

    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\R```java\\R(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"docs/testing-your-pipeline.md", "docs/development.md"})
    void everySnippetIsCodeThatRuns(String name) throws IOException {
        String page = Pages.read(name);
        List<MatchResult> snippets = SNIPPET.matcher(page).results().toList();
        assertThat(snippets)
                .hasSize(
                        (int) Pattern.compile("```java").matcher(page).results().count())
                .isNotEmpty();
        for (MatchResult snippet : snippets) {
            String file = snippet.group(1);
            assertThat(words(Pages.read(file)))
                    .as("the snippet from " + file + " at " + snippet.start())
                    .contains(words(snippet.group(2)));
        }
    }

    /** Removes the line breaks that the formatter chooses. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
