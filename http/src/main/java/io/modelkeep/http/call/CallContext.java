package io.modelkeep.http.call;

import io.modelkeep.Operation;

/**
 * What one page or batch of an operation is about, how often it was tried before, and until when it may go on.
 *
 * @param subject what stands behind the operation in messages, such as an id
 * @param attemptsBefore attempts that count against the limit already
 * @param ownConnection whether no later request may use the connection of this one over HTTP/1.1
 */
public record CallContext(
        Operation operation, String subject, int attemptsBefore, Deadline deadline, boolean ownConnection) {

    /** The same after more attempts. */
    public CallContext after(int attempts) {
        return new CallContext(operation, subject, attempts, deadline, ownConnection);
    }

    /**
     * The same for one of several batches whose answers hold only counts. An answer that arrives twice on one HTTP/1.1
     * connection would pass for the answer to the next batch, so the next batch never uses this connection.
     */
    public CallContext onOwnConnection() {
        return new CallContext(operation, subject, attemptsBefore, deadline, true);
    }
}
