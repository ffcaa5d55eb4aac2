package io.modelkeep.cli.output;

import java.util.Map;
import java.util.function.Function;

/**
 * A writer for one JSON array with an object per line. If the list fails before its end, the array stays open and is
 * therefore not valid JSON.
 */
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
