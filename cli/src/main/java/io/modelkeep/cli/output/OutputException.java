package io.modelkeep.cli.output;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard output, or a file, takes no more; there is no point in fetching what would be written. */
public abstract sealed class OutputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private OutputException(String message, @Nullable IOException cause) {
        super(message, cause);
    }

    /** Whoever read it has read enough. */
    public static final class Closed extends OutputException {

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

    /** A file that the command line names cannot be written. */
    public static final class UnwritableFile extends OutputException {

        @Serial
        private static final long serialVersionUID = 1;

        public UnwritableFile(String what, Path file, UncheckedIOException cause) {
            super(
                    "the " + what + " cannot be written to " + file + ": " + FileFailure.reason(cause)
                            + "; choose another with -f",
                    cause.getCause());
        }
    }
}
