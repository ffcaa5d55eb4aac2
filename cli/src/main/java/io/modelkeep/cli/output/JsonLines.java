package io.modelkeep.cli.output;

import java.util.Map;
import java.util.function.Function;

/** A writer for one JSON object per line. */
final class JsonLines<T> implements ListWriter<T> {

    private final Output out;
    private final Function<? super T, Map<String, Object>> fields;

    JsonLines(Output out, Function<? super T, Map<String, Object>> fields) {
        this.out = out;
        this.fields = fields;
    }

    @Override
    public void add(T item) {
        out.line(JsonLine.of(fields.apply(item)));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }
}
