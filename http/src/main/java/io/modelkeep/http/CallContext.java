package io.modelkeep.http;

import io.modelkeep.Operation;

/**
 * What one page or batch of an operation is about, how often it was tried before, and until when it may go on.
 *
 * @param subject what stands behind the operation in messages, such as an id
 * @param attemptsBefore attempts that count against the limit already
 */
public record CallContext(Operation operation, String subject, int attemptsBefore, Deadline deadline) {

    /** The same after more attempts. */
    public CallContext after(int attempts) {
        return new CallContext(operation, subject, attempts, deadline);
    }
}
