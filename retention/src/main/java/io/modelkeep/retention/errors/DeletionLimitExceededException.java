package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal to delete more than {@code max-deletions} or {@code max-delete-fraction} allows, or to delete all
 * items. Look at what the policy keeps. If the deletions are intended, raise the limit.
 */
public final class DeletionLimitExceededException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public DeletionLimitExceededException(String message) {
        super(message, null);
    }
}
