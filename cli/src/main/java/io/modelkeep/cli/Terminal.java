package io.modelkeep.cli;

import org.jspecify.annotations.Nullable;

/** A person at a terminal, if there is one. */
interface Terminal {

    /** Whether somebody can see a question and answer it. */
    boolean interactive();

    /** The next line typed; null at the end of input. */
    @Nullable String readLine();
}
