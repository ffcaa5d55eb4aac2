package io.modelkeep.cli.session;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tells on standard error how far something long has come. Thread-safe. */
public interface ProgressDisplay extends AutoCloseable {

    /** That many more are done. */
    void add(long more);

    /** Tells no more. */
    @Override
    void close();

    /**
     * On a terminal a bar, elsewhere a line now and then.
     *
     * @param task what is being done, as a participle
     * @param unit what is counted
     * @param total how many there will be, where that is known
     */
    static ProgressDisplay of(CommandContext shell, String task, String unit, OptionalLong total) {
        OptionalInt columns = shell.terminal().columns();
        return columns.isPresent()
                ? new ProgressOnTerminal(shell.err(), columns.getAsInt(), task, unit, total)
                : new ProgressLines(shell.err(), System::nanoTime, task, unit, total);
    }
}
