package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults in {@code docs/contract.md} is written from the rows; {@code -Dmodelkeep.write=true} writes it. */
class FaultTableTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "contract.md");
    private static final String BEGIN = "<!-- generated: faults -->";
    private static final String END = "<!-- end of faults -->";

    @Test
    void theTableOfFaultsIsWhatTheRowsSay() throws IOException {
        String page = Files.readString(DOCUMENT);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String expected = "\n" + table() + "\n\n" + reasons() + "\n";
        if (Boolean.getBoolean("modelkeep.write")) {
            Files.writeString(DOCUMENT, page.substring(0, from) + expected + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(expected);
    }

    @Test
    void everyRowSaysOfEachOperationWhetherItIsAboutIt() {
        rows().forEach((row, cells) ->
                assertThat(cells).extracting(FaultTableTest::operation).as(row).contains(Operation.values()));
    }

    /** The cells of each row, by its id and sentence, in the order of the numbers. */
    private static Map<String, List<Clause>> rows() {
        return FaultContract.clauses().stream()
                .filter(clause -> clause.id().startsWith("F"))
                .sorted(Comparator.comparingInt(
                        clause -> Integer.parseInt(clause.id().substring(1))))
                .collect(Collectors.groupingBy(
                        clause -> clause.id() + " | " + about(clause), LinkedHashMap::new, Collectors.toList()));
    }

    private static String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| id | what goes wrong | operations | what a deletion says (its own requests) |");
        lines.add("|---|---|---|---|");
        rows().forEach((row, cells) -> {
            Set<Operation> about = EnumSet.noneOf(Operation.class);
            cells.stream().filter(FaultTableTest::applies).forEach(cell -> about.add(operation(cell)));
            lines.add("| " + row + " | " + words(about) + " | " + endings(cells) + " |");
        });
        return String.join("\n", lines);
    }

    private static String endings(List<Clause> cells) {
        String bulks = endings(cells, Operation.DELETE_CHECKPOINTS);
        String model = endings(cells, Operation.DELETE_MODEL);
        if (bulks.equals(model) || model.isEmpty()) {
            return bulks.isEmpty() ? "–" : bulks;
        }
        return "several: " + bulks + "; a model: " + model;
    }

    private static String endings(List<Clause> cells, Operation deletion) {
        return cells.stream()
                .filter(FaultTableTest::applies)
                .filter(cell -> operation(cell) == deletion)
                .map(Clause::ending)
                .filter(ending -> !ending.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Why some rows are not about some operations, each reason once. */
    private static String reasons() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Map<String, Set<Operation>> operations = new LinkedHashMap<>();
        rows().values().stream()
                .flatMap(List::stream)
                .filter(cell -> !applies(cell))
                .forEach(cell -> {
                    String reason = cell.reason().orElseThrow();
                    rows.computeIfAbsent(reason, first -> new LinkedHashSet<>()).add(cell.id());
                    operations
                            .computeIfAbsent(reason, first -> EnumSet.noneOf(Operation.class))
                            .add(operation(cell));
                });
        return Stream.concat(
                        Stream.of("| why a row is not about an operation | rows | operations |", "|---|---|---|"),
                        rows.entrySet().stream()
                                .map(entry -> "| " + entry.getKey() + " | " + String.join(", ", entry.getValue())
                                        + " | " + words(operations.getOrDefault(entry.getKey(), Set.of())) + " |"))
                .collect(Collectors.joining("\n"));
    }

    private static String words(Set<Operation> operations) {
        Set<Operation> left = EnumSet.noneOf(Operation.class);
        left.addAll(operations);
        List<String> words = new ArrayList<>();
        Set<Operation> lists = new TreeSet<>(Calls.READS);
        lists.remove(Operation.GET_MODEL);
        Set<Operation> deletions = new TreeSet<>(Calls.BULKS);
        deletions.add(Operation.DELETE_MODEL);
        take(left, Set.of(Operation.values()), "all", words);
        take(left, Set.copyOf(Calls.READS), "reads", words);
        take(left, lists, "lists", words);
        take(left, deletions, "deletions", words);
        take(left, Set.copyOf(Calls.BULKS), "deletions of several", words);
        left.forEach(operation -> words.add(operation.label()));
        return String.join(", ", words);
    }

    private static void take(Set<Operation> left, Set<Operation> group, String word, List<String> words) {
        if (left.containsAll(group)) {
            left.removeAll(group);
            words.add(word);
        }
    }

    private static boolean applies(Clause cell) {
        return cell.reason().isEmpty();
    }

    private static Operation operation(Clause cell) {
        String label = cell.says().substring(0, cell.says().indexOf(": "));
        return Stream.of(Operation.values())
                .filter(operation -> operation.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The sentence without the operation in front and the form in brackets behind. */
    private static String about(Clause clause) {
        String says = clause.says().substring(clause.says().indexOf(": ") + 2);
        return says.replaceFirst(" \\([^()]*\\)$", "");
    }
}
