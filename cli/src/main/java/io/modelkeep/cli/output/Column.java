package io.modelkeep.cli.output;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title what stands above it
 * @param cell its text for an item, empty for none
 * @param maxLength where longer texts are cut
 */
public record Column<T>(String title, Function<T, String> cell, int maxLength) {

    /** Room for the longest id: what is cut cannot be copied. */
    private static final int MAX_ID = 256;

    private static final int MAX_PATH = 4096;

    public Column(String title, Function<T, String> cell) {
        this(title, cell, MAX_ID);
    }

    /** A column of paths, which are longer than ids. */
    static <T> Column<T> ofPaths(String title, Function<T, String> cell) {
        return new Column<>(title, cell, MAX_PATH);
    }
}
