package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The latest item cannot be determined, because some items have neither a step nor a creation time in common. No
 * policy can be evaluated on this target. Delete by id instead.
 */
public final class LatestUndeterminedException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public LatestUndeterminedException(String message) {
        super(message, null);
    }
}
