package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The plan was made with another policy than the given one, or its policy contains a predicate and was not given.
 * Pass the policy that the plan was made with, or plan again.
 */
public final class PolicyMismatchException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public PolicyMismatchException(String message) {
        super(message, null);
    }
}
