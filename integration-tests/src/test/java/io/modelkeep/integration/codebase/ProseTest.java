package io.modelkeep.integration.codebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Javadoc, comments, messages and documents are plain technical English, as far as a machine can see it. */
class ProseTest {

    @Test
    void mainCodeIsPlain() throws IOException {
        List<Path> files = Sources.mainJava();
        assertThat(files).isNotEmpty();
        assertThat(violations(files)).isEmpty();
    }

    @Test
    void documentsArePlain() throws IOException {
        List<Path> documents = Sources.documents();
        assertThat(documents)
                .contains(
                        Sources.root().resolve("README.md"),
                        Sources.root().resolve("simulators").resolve("README.md"),
                        Sources.root().resolve("benchmarks").resolve("peers").resolve("README.md"));
        assertThat(violations(documents)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/** Who is told what happens. */ interface Told {}                 | A, An or The",
                "/** The list of all. */ List<String> all() { return List.of(); }   | begins with a verb",
                "/** Returns all; sorted. */ List<String> all() { return sorted; }  | semicolon",
                "// The service may do it meanwhile.                                | 'meanwhile'",
                "String problem = \"the listener is told\";                       | 'told'",
                "// The item stays, for it is in use.                               | 'for' as because",
            })
    void theCheckerSees(String source, String violation) {
        assertThat(Prose.java(source)).anyMatch(found -> found.contains(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The listener is told.                                      | 'told'",
                "Text. What is kept is listed.                              | no subject is named",
                "- Who asks gets an answer.                                 | no subject is named",
            })
    void theCheckerSeesInDocuments(String text, String violation) {
        assertThat(Prose.markdown(text)).anyMatch(found -> found.contains(violation));
    }

    @Test
    void theCheckerIgnoresCodeInDocuments() {
        assertThat(Prose.markdown("```\nWhat told. Nobody.\n```\nThe `told` list.\n\nWhat is it?"))
                .isEmpty();
    }

    @Test
    void theCheckerAcceptsPlainWords() {
        assertThat(
                        Prose.java(
                                "/** A client. */ interface Client {\n\n    /** Returns all items. */\n    List<Item> all();\n}"))
                .isEmpty();
    }

    private static List<String> violations(List<Path> files) throws IOException {
        List<String> violations = new ArrayList<>();
        for (Path file : files) {
            Prose.check(file).forEach(found -> violations.add(Sources.root().relativize(file) + found));
        }
        return violations;
    }
}
