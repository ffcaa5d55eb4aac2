package io.modelkeep.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of a model's checkpoints of W&amp;B Training. A model whose id ends in a dash and a number has that many, so that one
 * server has lists of every length.
 */
final class CheckpointListBodies implements Shape {

    private static final String PATH_START = "/v1/preview/models/";
    private static final String PATH_END = "/checkpoints";
    private static final int DEFAULT_LIMIT = 20;

    /** Pages with other metrics, taken in turn. */
    private static final int PREPARED = 16;

    private static final byte[] START = ascii("{\"object\":\"list\",\"data\":[");

    private final Options options;
    private final List<Prepared> pages = new ArrayList<>();

    /** The rows of one page, each followed by a comma. */
    private static final class Prepared {
        private final byte[] rows;
        private final int[] starts;
        private final int idOffset;
        private final int stepOffset;

        Prepared(byte[] rows, int[] starts, int idOffset, int stepOffset) {
            this.rows = rows;
            this.starts = starts;
            this.idOffset = idOffset;
            this.stepOffset = stepOffset;
        }
    }

    CheckpointListBodies(Options options) {
        this.options = options;
        List<String> values = Rows.values();
        for (int page = 0; page < PREPARED; page++) {
            pages.add(prepare(values, page * options.pageSize() * Rows.METRICS.size(), options.pageSize()));
        }
    }

    private static Prepared prepare(List<String> values, int firstValue, int size) {
        StringBuilder rows = new StringBuilder();
        int[] starts = new int[size + 1];
        int value = firstValue;
        String beforeId = "{\"id\":\"" + Rows.id(0).substring(0, Rows.id(0).length() - Rows.ID_DIGITS);
        String beforeStep = "0".repeat(Rows.ID_DIGITS) + "\",\"step\":";
        for (int row = 0; row < size; row++) {
            starts[row] = rows.length();
            rows.append(beforeId).append(beforeStep).append(Rows.step(0)).append(",\"metrics\":{");
            for (String name : Rows.METRICS) {
                rows.append('"')
                        .append(name)
                        .append("\":")
                        .append(values.get(value++ % values.size()))
                        .append(',');
            }
            rows.setLength(rows.length() - 1);
            rows.append("}},");
        }
        starts[size] = rows.length();
        return new Prepared(ascii(rows.toString()), starts, beforeId.length(), beforeId.length() + beforeStep.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.method().equals("GET")
                && request.path().startsWith(PATH_START)
                && request.path().endsWith(PATH_END);
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        long count = count(request.path());
        boolean descending = request.query("order").filter("desc"::equals).isPresent();
        long before = request.query("after")
                .map(after -> descending ? count - Rows.index(after) : Rows.index(after) + 1)
                .orElse(0L);
        int limit = request.query("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
        int size = (int) Math.max(0, Math.min(Math.min(limit, options.pageSize()), count - before));
        long first = descending ? count - 1 - before : before;
        page(answer, first, descending ? -1 : 1, size, before + size < count);
    }

    private long count(String path) {
        return ListName.count(path.substring(PATH_START.length(), path.length() - PATH_END.length()), options.count());
    }

    private void page(BenchmarkAnswer answer, long first, int direction, int size, boolean more) {
        Prepared page = pages.get((int) (first / options.pageSize() % PREPARED));
        int rows = Math.max(0, page.starts[size] - 1);
        byte[] end = end(first, first + (long) direction * (size - 1), size, more);
        answer.begin(size, START.length + rows + end.length);
        answer.bytes(START, 0, START.length);
        int at = answer.bytes(page.rows, 0, rows);
        for (int row = 0; row < size; row++) {
            long index = first + (long) direction * row;
            int start = at + page.starts[row];
            answer.digits(start + page.idOffset, index, Rows.ID_DIGITS);
            answer.digits(start + page.stepOffset, Rows.step(index), Rows.STEP_DIGITS);
        }
        answer.bytes(end, 0, end.length);
    }

    private static byte[] end(long first, long last, int size, boolean more) {
        String firstId = size == 0 ? "" : Rows.id(first);
        String lastId = size == 0 ? "" : Rows.id(last);
        return ascii("],\"first_id\":\"" + firstId + "\",\"last_id\":\"" + lastId + "\",\"has_more\":" + more + "}");
    }
}
