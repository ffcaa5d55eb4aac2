package io.modelkeep.cli.output;

/**
 * Prints a list of any length in constant memory.
 *
 * @param <T> what is listed
 */
public interface ListWriter<T> {

    /** Takes the next item. */
    void add(T item);

    /** Shows what was taken until now: a page is complete, and the next one may take its time. */
    void flush();

    /** Shows the rest; not called where the list is incomplete. */
    void end();
}
