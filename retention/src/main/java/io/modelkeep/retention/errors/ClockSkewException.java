package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal to use ages that would be wrong. The clock of this machine differs from the service's clock, or is
 * earlier than the time of the plan. Set the clock, and plan again.
 */
public final class ClockSkewException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public ClockSkewException(String message) {
        super(message, null);
    }
}
