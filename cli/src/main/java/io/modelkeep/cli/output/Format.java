package io.modelkeep.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The output format. */
public enum Format {
    /** A table for people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON object per line. */
    JSONL;

    /** Returns a writer for a list. */
    public <T> ListWriter<T> list(Output out, ResourceView<T> kind) {
        return switch (this) {
            case TABLE -> new TableWriter<>(out, kind.columns());
            case JSON -> new JsonArray<>(out, kind.fields());
            case JSONL -> new JsonLines<>(out, kind.fields());
        };
    }

    /** Prints one item, in both JSON formats as one object. */
    public <T> void print(Output out, ResourceView<T> kind, T thing) {
        ListWriter<T> writer = this == TABLE ? list(out, kind) : new JsonLines<>(out, kind.fields());
        writer.add(thing);
        writer.end();
    }

    /** A converter from the names in the help text. */
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
