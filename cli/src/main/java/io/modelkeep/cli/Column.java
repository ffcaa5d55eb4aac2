package io.modelkeep.cli;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title what stands above it
 * @param cell its text for an item, empty for none
 */
record Column<T>(String title, Function<T, String> cell) {}
