package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The plan is not a plan, is truncated or was modified, or it deletes an item that its own policy keeps. Do not
 * apply it. Plan again.
 */
public final class InvalidPlanException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public InvalidPlanException(String message) {
        super(message, null);
    }
}
