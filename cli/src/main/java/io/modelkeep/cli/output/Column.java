package io.modelkeep.cli.output;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title the header
 * @param cell returns the text for an item, or the empty string for none
 * @param maxLength the length at which longer texts are cut, in characters
 */
public record Column<T>(String title, Function<T, String> cell, int maxLength) {

    /** The default length limit, enough for the longest id: an id that is cut cannot be copied. */
    private static final int MAX_ID = 256;

    private static final int MAX_PATH = 4096;

    public Column(String title, Function<T, String> cell) {
        this(title, cell, MAX_ID);
    }

    /** Creates a column of paths, which may be longer than ids. */
    static <T> Column<T> ofPaths(String title, Function<T, String> cell) {
        return new Column<>(title, cell, MAX_PATH);
    }
}
