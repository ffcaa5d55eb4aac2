package io.modelkeep.cli;

import java.io.Serial;

/** The command line asks for something that there is not; the message says what there is. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
