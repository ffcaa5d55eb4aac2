package io.modelkeep.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows of a peer's list, prepared once and then copied page by page with what is different in each row written over.
 *
 * <p>In the text of a row, a sequence of {@code #} is replaced by the row's index, and one of {@code @} by its step. The
 * length of the sequence is the number of digits.
 */
final class RowPages {

    /** Pages with other numbers, taken in turn. */
    private static final int PREPARED = 16;

    private final int pageSize;
    private final List<Prepared> pages = new ArrayList<>();

    private record Hole(int row, int offset, int width, boolean step) {}

    /** The rows of one page, each followed by a comma. */
    private static final class Prepared {
        private final byte[] rows;
        private final int[] ends;
        private final List<Hole> holes;

        Prepared(byte[] rows, int[] ends, List<Hole> holes) {
            this.rows = rows;
            this.ends = ends;
            this.holes = holes;
        }
    }

    /**
     * Prepares.
     *
     * @param pageSize the maximum number of rows of a page
     * @param row writes one row, and takes the numbers it needs from what it is given, which never ends
     */
    RowPages(int pageSize, Function<Iterator<String>, String> row) {
        this.pageSize = pageSize;
        List<String> distinct = Rows.values();
        Iterator<String> values =
                Stream.generate(() -> distinct).flatMap(List::stream).iterator();
        for (int page = 0; page < PREPARED; page++) {
            pages.add(prepare(values, row));
        }
    }

    private Prepared prepare(Iterator<String> values, Function<Iterator<String>, String> row) {
        StringBuilder rows = new StringBuilder();
        int[] ends = new int[pageSize];
        List<Hole> holes = new ArrayList<>();
        for (int i = 0; i < pageSize; i++) {
            String text = row.apply(values) + ",";
            addHoles(holes, i, rows.length(), text);
            ends[i] = rows.append(text).length();
        }
        return new Prepared(rows.toString().getBytes(StandardCharsets.US_ASCII), ends, List.copyOf(holes));
    }

    private static void addHoles(List<Hole> holes, int row, int offset, String text) {
        int from = 0;
        while (from < text.length()) {
            char mark = text.charAt(from);
            int end = from + 1;
            if (mark == '#' || mark == '@') {
                while (text.charAt(end) == mark) {
                    end++;
                }
                holes.add(new Hole(row, offset + from, end - from, mark == '@'));
            }
            from = end;
        }
    }

    /** Returns the number of rows of the page after {@code before} rows, in a list of {@code count}. */
    int size(long before, long count, int limit) {
        return (int) Math.max(0, Math.min(Math.min(limit, pageSize), count - before));
    }

    /** Writes a page of consecutive rows between a prefix and a suffix. */
    void answer(BenchmarkAnswer answer, long first, int size, String before, String behind) {
        Prepared page = pages.get((int) (first / pageSize % PREPARED));
        int length = size == 0 ? 0 : page.ends[size - 1] - 1;
        answer.begin(size, before.length() + length + behind.length());
        answer.text(before);
        int at = answer.bytes(page.rows, 0, length);
        for (Hole hole : page.holes) {
            if (hole.row() == size) {
                break;
            }
            long index = first + hole.row();
            answer.digits(at + hole.offset(), hole.step() ? Rows.step(index) : index, hole.width());
        }
        answer.text(behind);
    }
}
