package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * There are more items than a plan can hold, or the plan file is too large. Make several plans, each for fewer
 * training runs or models.
 */
public final class PlanTooLargeException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public PlanTooLargeException(String message) {
        super(message, null);
    }
}
