package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each snippet of {@code docs/writing-a-provider.md} stands in the file it names, so it compiles. */
class WritingAProviderTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\R```\\w*\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetIsCodeOfThisProject() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/writing-a-provider.md"));
        Matcher snippets = SNIPPET.matcher(document);
        int found = 0;
        while (snippets.find()) {
            found++;
            assertThat(plain(Files.readString(ROOT.resolve(snippets.group(1)))))
                    .as("the source of snippet %s", found)
                    .contains(plain(snippets.group(2)));
        }
        assertThat(found)
                .isEqualTo(
                        Pattern.compile("```\\w+").matcher(document).results().count());
    }

    /** Without indentation and line breaks, which a document has of its own. */
    private static String plain(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
