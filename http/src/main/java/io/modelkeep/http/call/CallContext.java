package io.modelkeep.http.call;

import io.modelkeep.Operation;

/**
 * The context of one page or batch: its operation and subject, the attempts already made, and the deadline. {@link
 * io.modelkeep.http.ServiceClient#begin} creates it.
 *
 * <p>Several requests may use one context, such as a page and the read that proves it. They share the deadline. Each
 * counts its own attempts, beginning with {@code attemptsBefore}.
 *
 * @param subject the text after the operation in messages, such as an id
 * @param attemptsBefore the attempts already made, which count against the limit
 * @param ownConnection whether no later request may use the connection of this one over HTTP/1.1
 */
public record CallContext(
        Operation operation, String subject, int attemptsBefore, Deadline deadline, boolean ownConnection) {

    /**
     * Returns this context with another number of attempts already made. A provider that sends a request again passes
     * {@link Reply#attempts()}, so that both together stay within {@code max-attempts}. For another request with the
     * same deadline it passes 0.
     */
    public CallContext after(int attempts) {
        return new CallContext(operation, subject, attempts, deadline, ownConnection);
    }

    /**
     * Returns this context for one of several batches whose answers hold only counts. A duplicate answer on an HTTP/1.1
     * connection could be taken for the answer to the next batch. The next batch therefore never uses this connection.
     */
    public CallContext onOwnConnection() {
        return new CallContext(operation, subject, attemptsBefore, deadline, true);
    }
}
