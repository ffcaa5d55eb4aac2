package io.modelkeep.cli.output;

import java.io.Console;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The terminal on which this process was started. */
public final class SystemTerminal implements Terminal {

    /**
     * The width of the terminal that standard error goes to, set by the launcher. Java cannot find out the width or
     * whether there is such a terminal.
     */
    private static final String COLUMNS = "modelkeep.columns";

    /** The width below which there is no room for a progress bar. */
    private static final int FEWEST_COLUMNS = 40;

    @Override
    public boolean interactive() {
        return console().filter(SystemTerminal::isTerminal).isPresent();
    }

    @Override
    public @Nullable String readLine() {
        return console().map(Console::readLine).orElse(null);
    }

    @Override
    public OptionalInt columns() {
        Integer columns = Integer.getInteger(COLUMNS);
        return columns == null || columns < FEWEST_COLUMNS ? OptionalInt.empty() : OptionalInt.of(columns);
    }

    @SuppressWarnings("SystemConsoleNull") // null before Java 22; since then isTerminal() is asked
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }

    /**
     * Reports whether a console is a terminal. Since Java 22 there is a console even without a terminal, and a method
     * to find out.
     */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }
}
