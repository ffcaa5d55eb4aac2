package io.modelkeep.cli.output;

import io.modelkeep.spi.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer for tables, aligned page by page because a long list must not wait for its end. If a page does not fit
 * below the last header, a new header is printed. This happens for wider cells and for columns that were empty
 * before.
 */
final class TableWriter<T> implements ListWriter<T> {

    /** The number of rows that are held in memory at most, even if {@link #flush} is not called. */
    private static final int MAX_ROWS = 1000;

    private final Output out;
    private final List<Column<T>> columns;
    private final List<T> rows = new ArrayList<>();
    private List<Column<T>> shown = List.of();
    private int[] widths = {};

    TableWriter(Output out, List<Column<T>> columns) {
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
        if (!rows.isEmpty()) {
            boolean more = takeColumns();
            List<List<String>> lines = rows.stream().map(this::cells).toList();
            rows.clear();
            boolean wider = widen(lines);
            if (more || wider) {
                out.line(aligned(titles()));
            }
            lines.forEach(line -> out.line(aligned(line)));
        }
        out.flush();
    }

    /** Adds the columns that these rows are the first to fill, and reports whether there were any. */
    private boolean takeColumns() {
        List<Column<T>> filled = columns.stream()
                .filter(column -> shown.contains(column)
                        || rows.stream()
                                .anyMatch(row -> !column.cell().apply(row).isEmpty()))
                .toList();
        if (filled.equals(shown)) {
            return false;
        }
        shown = filled;
        widths = titles().stream().mapToInt(TableWriter::length).toArray();
        return true;
    }

    private List<String> titles() {
        return shown.stream().map(Column::title).toList();
    }

    private List<String> cells(T row) {
        return shown.stream()
                .map(column -> SafeText.of(column.cell().apply(row), column.maxLength()))
                .toList();
    }

    @Override
    public void end() {
        flush();
    }

    /** Widens the columns for the lines, and reports whether a column moved. The last column moves no other one. */
    private boolean widen(List<List<String>> lines) {
        boolean moved = false;
        for (int i = 0; i < widths.length - 1; i++) {
            int column = i;
            int widest = lines.stream()
                    .mapToInt(line -> length(line.get(column)))
                    .max()
                    .orElse(0);
            moved = moved || widest > widths[i];
            widths[i] = Math.max(widths[i], widest);
        }
        return moved;
    }

    private String aligned(List<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(line.get(i)).append(" ".repeat(Math.max(0, widths[i] - length(line.get(i))) + 2));
        }
        return text.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
