package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The audit log cannot be opened, read or written. An action that cannot be recorded is not done. Free disk space,
 * correct the permissions or name another file, then apply the plan again.
 */
public final class AuditAccessException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public AuditAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
