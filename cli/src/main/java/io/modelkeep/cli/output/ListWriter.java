package io.modelkeep.cli.output;

/**
 * A writer that prints a list of any length in constant memory.
 *
 * @param <T> the type of the items
 */
public interface ListWriter<T> {

    /** Adds the next item. */
    void add(T item);

    /** Prints the items added so far, at the end of a page. Fetching the next page may take time. */
    void flush();

    /** Prints the rest. Not called if the list is incomplete. */
    void end();
}
