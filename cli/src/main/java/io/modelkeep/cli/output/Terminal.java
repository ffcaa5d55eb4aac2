package io.modelkeep.cli.output;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A person at a terminal, if there is one. */
public interface Terminal {

    /** Whether somebody can see a question and answer it. */
    boolean interactive();

    /** The next line typed; null at the end of input. */
    @Nullable String readLine();

    /** How wide the terminal is that standard error goes to; empty where it goes elsewhere, or is not known to be one. */
    OptionalInt columns();
}
