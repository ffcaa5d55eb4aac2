package io.modelkeep.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How results are printed. */
enum Format {
    /** Columns for people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON object a line. */
    JSONL;

    /** A writer for a list of things. */
    <T> ListWriter<T> list(Output out, Kind<T> kind) {
        return switch (this) {
            case TABLE -> new Table<>(out, kind.columns());
            case JSON -> new JsonArray<>(out, kind.fields());
            case JSONL -> new JsonLines<>(out, kind.fields());
        };
    }

    /** Prints one thing: in either JSON form as one object. */
    <T> void print(Output out, Kind<T> kind, T thing) {
        ListWriter<T> writer = this == TABLE ? list(out, kind) : new JsonLines<>(out, kind.fields());
        writer.add(thing);
        writer.end();
    }

    /** Reads the names as they are written in the help. */
    static final class Converter implements ITypeConverter<Format> {

        @Override
        public Format convert(String text) {
            return Arrays.stream(values())
                    .filter(format -> format.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "))));
        }
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
