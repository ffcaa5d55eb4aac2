package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal of a policy that cannot be evaluated for the targets. It needs a property that the service does not
 * report, names an item that does not exist, or contains a predicate that failed. Correct the name, the rule or the predicate, and plan
 * again.
 */
public final class PolicyNotEvaluableException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public PolicyNotEvaluableException(String message) {
        super(message, null);
    }

    public PolicyNotEvaluableException(String message, Throwable cause) {
        super(message, cause);
    }
}
