package io.modelkeep.cli.session;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** A display of progress on standard error. Thread-safe. */
public interface ProgressDisplay extends AutoCloseable {

    /** Adds finished items. */
    void add(long more);

    /** Ends the display. */
    @Override
    void close();

    /**
     * Creates a display: a bar on a terminal, else an occasional line.
     *
     * @param task the activity, as a participle
     * @param unit the plural noun for what is counted
     * @param total the total number, if known
     */
    static ProgressDisplay of(CommandContext shell, String task, String unit, OptionalLong total) {
        OptionalInt columns = shell.terminal().columns();
        return columns.isPresent()
                ? new ProgressOnTerminal(shell.err(), columns.getAsInt(), task, unit, total)
                : new ProgressLines(shell.err(), System::nanoTime, task, unit, total);
    }
}
