package io.modelkeep.cli.output;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A failure to write to standard output or to a file. Commands stop fetching, because the data cannot be written. */
public abstract sealed class OutputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private OutputException(String message, @Nullable IOException cause) {
        super(message, cause);
    }

    /** The failure to write because the reader closed standard output and needs no more. */
    public static final class Closed extends OutputException {

        @Serial
        private static final long serialVersionUID = 1;

        Closed(IOException cause) {
            super("standard output is closed", cause);
        }
    }

    /** The failure to write standard output, which is therefore incomplete. */
    static final class Unwritable extends OutputException {

        @Serial
        private static final long serialVersionUID = 1;

        Unwritable(String reason, IOException cause) {
            super("standard output cannot be written: " + reason, cause);
        }
    }

    /** The failure to write a file that the command line names. */
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
