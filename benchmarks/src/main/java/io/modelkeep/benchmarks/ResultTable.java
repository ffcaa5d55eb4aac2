package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that grows row by row and prints as Markdown, with its notes below. */
final class ResultTable {

    private final String title;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ResultTable(String title, String... header) {
        this.title = title;
        this.header = List.of(header);
    }

    /** Adds a row, a cell for each column. */
    void row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells in " + header.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    void note(String note) {
        notes.add(note);
    }

    /** Returns the rows so far. */
    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** Returns the whole text, ending in a line break. */
    String text() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        line(text, header);
        line(text, header.stream().map(cell -> "---").toList());
        rows.forEach(row -> line(text, row));
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
