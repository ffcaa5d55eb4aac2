package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The plan was made for another provider, origin or account than the client's, or the targets of one plan are of
 * several accounts. Open the client of the plan's account, or make a plan for each account.
 */
public final class StoreMismatchException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public StoreMismatchException(String message) {
        super(message, null);
    }
}
