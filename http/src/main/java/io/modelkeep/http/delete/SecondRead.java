package io.modelkeep.http.delete;

import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;

/** The wait before a second read, which decides if one read is not enough. */
public final class SecondRead {

    private SecondRead() {}

    /**
     * Waits as {@link ServiceClient#waitForSecondRead} does.
     *
     * @throws StoreException no second read is possible: an interrupt or a close ended the wait, or the call's remaining
     *     time is too short
     */
    public static void await(ServiceClient client, CallContext context) {
        if (client.waitForSecondRead(context)) {
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(client.about(context, "the thread was interrupted before the second read"));
        }
        throw new UnavailableException(client.about(
                context, "no second read was possible: the client was closed, or call-timeout is too short"));
    }
}
