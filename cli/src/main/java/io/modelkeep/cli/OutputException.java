package io.modelkeep.cli;

import java.io.IOException;
import java.io.Serial;

/** Standard output takes no more; there is no point in fetching what would be printed. */
abstract sealed class OutputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private OutputException(String message, IOException cause) {
        super(message, cause);
    }

    /** Whoever read it has read enough. */
    static final class Closed extends OutputException {

        @Serial
        private static final long serialVersionUID = 1;

        Closed(IOException cause) {
            super("standard output is closed", cause);
        }
    }

    /** It cannot be written, and the reader lacks something. */
    static final class Unwritable extends OutputException {

        @Serial
        private static final long serialVersionUID = 1;

        Unwritable(String reason, IOException cause) {
            super("standard output cannot be written: " + reason, cause);
        }
    }
}
