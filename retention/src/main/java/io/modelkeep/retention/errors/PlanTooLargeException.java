package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal of a plan with too many items, or of a plan file that is too large. Make several plans, each for fewer
 * training runs or models.
 */
public final class PlanTooLargeException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public PlanTooLargeException(String message) {
        super(message, null);
    }
}
