package io.modelkeep.cli.output;

import java.io.Console;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The terminal this process was started on. */
public final class SystemTerminal implements Terminal {

    /** Java knows neither whether standard error is a terminal nor how wide; the launcher does, and says so. */
    private static final String COLUMNS = "modelkeep.columns";

    /** Below that there is no room for a bar. */
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

    @SuppressWarnings("SystemConsoleNull") // it is null before Java 22, and what it is since is asked below
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }

    /** Since Java 22 there is a console without a terminal too, and a method that tells. */
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
