package io.modelkeep.cli.output;

import java.io.Serial;

/** A command line that cannot be carried out as written. The message says what is wrong and what to do. */
public final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
