package io.modelkeep.cli;

import io.modelkeep.spi.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns for people: one header, aligned page by page, for a list may be too long to wait for its end. Columns that
 * are empty on the whole first page are left out.
 */
final class Table<T> implements ListWriter<T> {

    /** A page is not always a call of {@link #flush}: what is held in memory stays small in any case. */
    private static final int MAX_ROWS = 1000;

    private final Output out;
    private final List<Column<T>> columns;
    private final List<Column<T>> shown = new ArrayList<>();
    private final List<T> rows = new ArrayList<>();
    private int[] widths = {};

    Table(Output out, List<Column<T>> columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void add(T item) {
        rows.add(item);
        if (rows.size() == MAX_ROWS) {
            flush();
        }
    }

    @Override
    public void flush() {
        List<List<String>> lines = new ArrayList<>();
        if (shown.isEmpty() && !rows.isEmpty()) {
            shown.addAll(columns.stream()
                    .filter(column -> rows.stream()
                            .anyMatch(row -> !column.cell().apply(row).isEmpty()))
                    .toList());
            widths = new int[shown.size()];
            lines.add(shown.stream().map(Column::title).toList());
        }
        rows.forEach(row -> lines.add(shown.stream()
                .map(column -> SafeText.of(column.cell().apply(row), column.maxLength()))
                .toList()));
        rows.clear();
        lines.forEach(this::widen);
        lines.forEach(line -> out.line(aligned(line)));
        out.flush();
    }

    @Override
    public void end() {
        flush();
    }

    private void widen(List<String> line) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], length(line.get(i)));
        }
    }

    private String aligned(List<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(line.get(i)).append(" ".repeat(widths[i] - length(line.get(i)) + 2));
        }
        return text.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
