package io.modelkeep.cli.output;

import java.io.Serial;

/** The command line asks for something that there is not; the message says what there is. */
public final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
