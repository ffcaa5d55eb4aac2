package io.modelkeep.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How results are printed. */
public enum Format {
    /** Columns for people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON object a line. */
    JSONL;

    /** A writer for a list of things. */
    public <T> ListWriter<T> list(Output out, ResourceView<T> kind) {
        return switch (this) {
            case TABLE -> new TableWriter<>(out, kind.columns());
            case JSON -> new JsonArray<>(out, kind.fields());
            case JSONL -> new JsonLines<>(out, kind.fields());
        };
    }

    /** Prints one thing: in either JSON form as one object. */
    public <T> void print(Output out, ResourceView<T> kind, T thing) {
        ListWriter<T> writer = this == TABLE ? list(out, kind) : new JsonLines<>(out, kind.fields());
        writer.add(thing);
        writer.end();
    }

    /** Reads the names as they are written in the help. */
    public static final class Converter implements ITypeConverter<Format> {

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
