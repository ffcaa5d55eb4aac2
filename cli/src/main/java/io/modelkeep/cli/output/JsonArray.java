package io.modelkeep.cli.output;

import java.util.Map;
import java.util.function.Function;

/** One JSON array, an object a line; it stays open, and therefore no JSON, where the list is not printed to its end. */
final class JsonArray<T> implements ListWriter<T> {

    private final Output out;
    private final Function<? super T, Map<String, Object>> fields;
    private boolean started;

    JsonArray(Output out, Function<? super T, Map<String, Object>> fields) {
        this.out = out;
        this.fields = fields;
    }

    @Override
    public void add(T item) {
        out.print(started ? ",\n" : "[\n");
        started = true;
        out.print(JsonLine.of(fields.apply(item)));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end() {
        out.line(started ? "\n]" : "[]");
        out.flush();
    }
}
