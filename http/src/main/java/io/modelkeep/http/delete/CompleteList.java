package io.modelkeep.http.delete;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The reading of all pages of a list, as {@link DeletableResource#existing} needs it. */
public final class CompleteList {

    /** The limit on the pages of one read. The other limit is the time of the call. */
    private static final int MAX_PAGES = 10_000;

    /** The limit on restarts. If the list changes during every read, one more read will not succeed either. */
    private static final int MAX_RESTARTS = 3;

    private CompleteList() {}

    /**
     * Reads all pages of a list, one after the other. If the list changes during the read, the read starts again, at most
     * three times. A partial list is never returned.
     *
     * @param pages reads one page, on the time of the context
     * @throws StoreException a page cannot be read, a page token is repeated, or the list does not end
     */
    public static <T> List<T> read(ServiceClient client, CallContext context, Function<PageRequest, Page<T>> pages) {
        for (int restarts = 0; ; restarts++) {
            try {
                return readOnce(client, context, pages);
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }

    private static <T> List<T> readOnce(
            ServiceClient client, CallContext context, Function<PageRequest, Page<T>> pages) {
        List<T> items = new ArrayList<>();
        PageRequest request = PageRequest.first();
        for (int read = 1; ; read++) {
            Page<T> page = pages.apply(request);
            items.addAll(page.items());
            Optional<String> next = page.nextToken();
            if (next.isEmpty()) {
                return items;
            }
            if (next.equals(request.token())) {
                throw new MalformedResponseException(client.about(context, "the service repeats a page token"));
            }
            if (read == MAX_PAGES) {
                throw new MalformedResponseException(
                        client.about(context, "the list does not end after " + MAX_PAGES + " pages"));
            }
            request = request.withToken(next.get());
        }
    }
}
