package io.modelkeep.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.testkit.internal.support.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/contract.md} has the sentence of each clause. With {@code -Dmodelkeep.write=true} the sentences in its tables are
 * written from the clauses; a new clause needs a row with its id first.
 */
class ContractDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "contract.md");
    private static final Pattern ROW = Pattern.compile("\\| ([CMKFS]\\d+) \\| ([^|]+) \\|.*");

    @Test
    void everyClauseOfTheStoresIsDocumentedAndNoOther() throws IOException {
        List<Clause> all = Stream.of(
                        CheckpointStoreContract.clauses(), ModelStoreContract.clauses(), ConfigContract.clauses())
                .flatMap(List::stream)
                .toList();
        if (Boolean.getBoolean("modelkeep.write")) {
            write(all);
        }
        List<String> clauses = all.stream()
                .map(clause -> clause.id() + " " + clause.description())
                .toList();
        assertThat(documented("CMK")).containsExactlyInAnyOrderElementsOf(clauses);
    }

    @Test
    void everyRowOfTheFaultMatrixIsDocumentedAndNoOther() throws IOException {
        Set<String> rows = new LinkedHashSet<>();
        FaultContract.clauses().forEach(clause -> rows.add(clause.id() + " " + about(clause)));
        assertThat(documented("FS")).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void retiredIds_areNotUsedAgain() throws IOException {
        List<String> retired = Pattern.compile("~~([CMKFS]\\d+)~~")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(retired).contains("C17", "C58", "C68", "C78", "C83", "M13", "M23", "M28");
        assertThat(Stream.of(
                                CheckpointStoreContract.clauses(),
                                ModelStoreContract.clauses(),
                                ConfigContract.clauses(),
                                FaultContract.clauses())
                        .flatMap(List::stream)
                        .map(Clause::id))
                .doesNotContainAnyElementsOf(retired);
    }

    @Test
    void anIdOfAStoreOrConfigurationClauseStandsForOneSentence() {
        assertThat(CheckpointStoreContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
        assertThat(ModelStoreContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
        assertThat(ConfigContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
    }

    @Test
    void noClauseIsNumberedByItsPlace() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(source))
                        .as("%s, where an id is a whole literal next to its sentence", source)
                        .doesNotContainPattern("\"[CMKFS]\"");
            }
        }
    }

    private static void write(List<Clause> clauses) throws IOException {
        Map<String, String> sentences =
                clauses.stream().collect(Collectors.toMap(Clause::id, clause -> clause.description()));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            String sentence = row.matches() ? sentences.get(row.group(1)) : null;
            lines.add(sentence == null ? line : "| " + row.group(1) + " | " + sentence + " |");
        }
        Files.write(DOCUMENT, lines);
    }

    @Test
    void aCellOfTheFaultMatrixIsThereOnce() {
        assertThat(FaultContract.clauses()).extracting(Clause::toString).doesNotHaveDuplicates();
    }

    /** The sentence without the operation in front and the form in brackets behind. */
    private static String about(Clause clause) {
        String says = clause.description().substring(clause.description().indexOf(": ") + 2);
        return says.replaceFirst(" \\([^()]*\\)$", "");
    }

    private static List<String> documented(String prefixes) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && prefixes.indexOf(row.group(1).charAt(0)) >= 0) {
                rows.add(row.group(1) + " " + row.group(2));
            }
        }
        return rows;
    }
}
