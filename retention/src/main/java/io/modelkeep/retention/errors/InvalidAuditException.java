package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The audit log of an earlier run is truncated, was modified, or is not an audit log. Restore the file, or use
 * another one. An audit log that is replaced no longer shows what earlier runs deleted.
 */
public final class InvalidAuditException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public InvalidAuditException(String message) {
        super(message, null);
    }
}
