package io.modelkeep.cli.output;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The terminal of the user, if there is one. */
public interface Terminal {

    /** Reports whether a user can see a question and answer it. */
    boolean interactive();

    /** Reads the next line that the user types, or returns null at the end of input. */
    @Nullable String readLine();

    /**
     * Returns the width of the terminal that standard error goes to, in columns. Empty if standard error is not known
     * to go to a terminal.
     */
    OptionalInt columns();
}
