package io.modelkeep.http.internal.retry;

import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.Reply;
import java.util.function.Supplier;

/** The proof that the base URL leads to the service: any answer in the service's own format but a 404. Thread-safe. */
public final class BaseUrlProof {

    private volatile boolean proved;

    /** Takes a reply into account. */
    public void add(Reply<?> reply) {
        if (isProof(reply)) {
            proved = true;
        }
    }

    /** Returns whether a reply is a proof. A 404 is not a proof, because a router may have sent it. */
    private static boolean isProof(Reply<?> reply) {
        return reply.isOwnAnswer() && (reply.ok() || !(reply.failure() instanceof NotFoundException));
    }

    /**
     * Returns the exception for a failed request. A 404 that a router may have sent needs the proof.
     *
     * @param probe sends a harmless request, and returns its reply
     */
    public StoreException failure(Reply<?> reply, Supplier<? extends Reply<?>> probe) {
        if (!reply.maybeRouter() || proved) {
            return reply.failure();
        }
        Reply<?> answer = probe.get();
        if (isProof(answer)) {
            return reply.failure();
        }
        if (answer.aborted()) {
            // The request was aborted, which says nothing about the base URL.
            return answer.failure();
        }
        return reply.malformed(
                "a 404 that any web server may send, and no other answer proves the base URL; is the base URL wrong?");
    }
}
