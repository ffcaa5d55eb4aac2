package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md} and the contracts say the same. */
class ContractDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "contract.md");
    private static final Pattern ROW = Pattern.compile("\\| ([CMKFS]\\d+) \\| ([^|]+) \\|.*");

    @Test
    void everyClauseOfTheStoresIsDocumentedAndNoOther() throws IOException {
        List<String> clauses = Stream.of(
                        CheckpointStoreContract.clauses(), ModelStoreContract.clauses(), ConfigContract.clauses())
                .flatMap(List::stream)
                .map(clause -> clause.id() + " " + clause.says())
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
    void anIdOfAStoreOrConfigurationClauseStandsForOneSentence() {
        assertThat(CheckpointStoreContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
        assertThat(ModelStoreContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
        assertThat(ConfigContract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
    }

    @Test
    void aCellOfTheFaultMatrixIsThereOnce() {
        assertThat(FaultContract.clauses()).extracting(Clause::toString).doesNotHaveDuplicates();
    }

    /** The sentence without the operation in front and the form in brackets behind. */
    private static String about(Clause clause) {
        String says = clause.says().substring(clause.says().indexOf(": ") + 2);
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
