package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal of an audit log that another execution uses. Wait until it ends, then try again.
 */
public final class AuditLockedException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public AuditLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
