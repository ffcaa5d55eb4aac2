package example.shelf;

import example.shelf.ShelfApi.CheckpointRow;
import example.shelf.ShelfApi.Listing;
import example.shelf.ShelfApi.Row;
import example.shelf.ShelfApi.RunRow;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;

import java.util.List;
import java.util.function.BiFunction;
import retrofit2.Call;

/** A reader of single pages. A page is accepted only if it continues its list. Thread-safe. */
final class ShelfPages {

    static final int MAX_SIZE = 20;

    private final ServiceClient client;
    private final ShelfApi api;

    ShelfPages(ServiceClient client, ShelfApi api) {
        this.client = client;
        this.api = api;
    }

    Page<RunRow> runs(PageRequest page, CallContext context) {
        return read("", page, context, api::runs);
    }

    Page<CheckpointRow> checkpoints(String run, PageRequest page, CallContext context) {
        return read(run, page, context, (token, limit) -> api.checkpoints(run, token, limit));
    }

    private <R extends Row> Page<R> read(
            String list, PageRequest page, CallContext context, BiFunction<String, Integer, Call<Listing<R>>> request) {
        Position from = page.token().map(token -> Position.of(list, token, context)).orElse(null);
        int limit = Math.min(page.size().orElse(MAX_SIZE), MAX_SIZE);
        Reply<Listing<R>> reply = client.send(request.apply(from == null ? null : from.token(), limit), context);
        Listing<R> listing = from == null ? reply.orThrow() : continued(reply);
        List<String> ids = listing.items().stream().map(Row::id).toList();
        String next = listing.nextPageToken();
        if (ids.stream().distinct().count() < ids.size()) {
            throw reply.malformed("an item is listed twice on one page");
        }
        if (from != null && (ids.isEmpty() || ids.contains(from.last()))) {
            throw changed(reply, null);
        }
        if (next != null && (ids.isEmpty() || next.isBlank())) {
            throw reply.malformed("the page has no items or no usable token, although more items follow");
        }
        return next == null
                ? Page.last(listing.items())
                : Page.of(listing.items(), new Position(list, ids.get(ids.size() - 1), next).text());
    }

    /** Returns the body of a page after the first. A refusal is about the page token, and not about the run. */
    private static <T> T continued(Reply<T> reply) {
        if (!reply.ok()) {
            StoreException failure = reply.failure();
            if (failure instanceof NotFoundException || failure instanceof InvalidRequestException) {
                throw changed(reply, failure);
            }
        }
        return reply.orThrow();
    }

    private static ListChangedException changed(Reply<?> reply, StoreException cause) {
        return new ListChangedException(
                reply.details().problem("the list changed while it was read; list again"), cause);
    }

    /** A position in a list: its run or nothing, the last item of the page before, and the server's page token. */
    private record Position(String list, String last, String token) {

        private static final String SEPARATOR = ":";

        static Position of(String list, String text, CallContext context) {
            String[] parts = text.split(SEPARATOR, 3);
            if (parts.length < 3 || !parts[0].equals(list) || parts[2].isBlank()) {
                throw ShelfIds.refused(context.operation(), "the page token belongs to another list");
            }
            return new Position(list, parts[1], parts[2]);
        }

        String text() {
            return String.join(SEPARATOR, list, last, token);
        }
    }
}
