package io.modelkeep.weave.internal.api;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.weave.internal.api.ObjectRows.End;
import io.modelkeep.weave.internal.api.WeaveJson.ObjectList;
import io.modelkeep.weave.internal.api.WeaveService.Aliases;
import java.util.Optional;

/**
 * A reader of object lists, page by page and by offset. A page is accepted only if it shows where the previous one
 * ended.
 *
 * <p>When rows before an offset are deleted, the following rows move forward. A plain read at that offset would then
 * skip rows. Each page is therefore read together with an earlier row, whose key is smaller than that of the last row
 * returned. If there is no such row, the position is searched for, in steps that double and then by bisection.
 *
 * <p>Rows with the same key have no order among themselves, so the page token contains those already returned.
 * Thread-safe.
 */
public final class ObjectPages {

    public static final int MAX_SIZE = 100;

    /**
     * The maximum number of requests for one page. Doubling and bisection take half of it for millions of rows. Only
     * a list that changes faster than it is read needs more.
     */
    public static final int MAX_READS = 48;

    /** The maximum number of rows with the same key. Each is in the page token and is read again with the next page. */
    public static final int MAX_SAME_KEY = 1000;

    private final WeaveService service;

    public ObjectPages(WeaveService service) {
        this.service = service;
    }

    /**
     * Reads a page of at most {@code maxSize} rows.
     *
     * @throws io.modelkeep.errors.StoreException if the list cannot be read
     */
    public Page<ObjectRow> read(ObjectOrder order, PageRequest page, int maxSize, CallContext context) {
        return read(order, page, maxSize, End.BELIEVED, context);
    }

    /**
     * Reads a page of at most {@code maxSize} rows.
     *
     * @param end the condition for accepting the end of the list
     * @throws io.modelkeep.errors.StoreException if the list cannot be read
     */
    public Page<ObjectRow> read(ObjectOrder order, PageRequest page, int maxSize, End end, CallContext context) {
        String list = service.entity() + "/" + service.project() + " " + order.name();
        Optional<WeavePageToken> after = WeavePageToken.of(page, list, order, context.operation());
        int size = Math.min(page.size().orElse(maxSize), maxSize);
        // One more row than requested shows whether more follow.
        return after.isPresent()
                ? search(order, after.get(), size, end, context)
                : rows(order, 0, size + 1, end, context).page(size, list);
    }

    private Page<ObjectRow> search(ObjectOrder order, WeavePageToken after, int size, End end, CallContext context) {
        int sameKey = after.seen().size();
        if (sameKey > MAX_SAME_KEY) {
            throw new MalformedResponseException(WeaveService.about(
                    context.operation(),
                    context.subject(),
                    "more than " + MAX_SAME_KEY + " objects were created in the same instant"));
        }
        // One row before, the rows with the same key already returned, the requested rows, and one more.
        int limit = 1 + sameKey + size + 1;
        int before = 0;
        int behind = Integer.MAX_VALUE;
        int offset = after.offset();
        int step = 0;
        for (int reads = 0; reads < MAX_READS; reads++) {
            ObjectRows rows = rows(order, offset, limit, end, context);
            ObjectRows.Place place = rows.place(after);
            if (place == ObjectRows.Place.WITHIN) {
                return rows.page(after, size);
            }
            if (place == ObjectRows.Place.BEHIND) {
                before = rows.lastBefore(after.key());
                behind = behind > before ? behind : Integer.MAX_VALUE;
                int ahead = rows.atEnd() ? before : (int) Math.min((long) before + step, Integer.MAX_VALUE);
                offset = behind < Integer.MAX_VALUE ? middle(before, behind) : ahead;
            } else {
                behind = offset;
                before = before < behind ? before : 0;
                // Usually few rows were deleted, so the position is near.
                offset = before > 0 ? middle(before, behind) : Math.max(0, behind - Math.max(step, size));
            }
            step = (int) Math.min(2L * Math.max(step, size), Integer.MAX_VALUE);
        }
        throw new ListChangedException(WeaveService.about(
                context.operation(),
                context.subject(),
                "the list changed while it was read, and the position to continue at cannot be found; list again"));
    }

    private static int middle(int before, int behind) {
        return before + (behind - before) / 2;
    }

    private ObjectRows rows(ObjectOrder order, int offset, int limit, End end, CallContext context) {
        Reply<ObjectList> reply = order.isOfVersions() && service.reportsAliases()
                ? withAliases(order, offset, limit, context)
                : query(Aliases.LEFT_OUT, order, offset, limit, context);
        return ObjectRows.of(reply, service.projectId(), order, offset, limit, end);
    }

    private Reply<ObjectList> withAliases(ObjectOrder order, int offset, int limit, CallContext context) {
        Reply<ObjectList> reply = query(Aliases.INCLUDED, order, offset, limit, context);
        if (reply.ok()) {
            service.aliasesWereReported();
            return reply;
        }
        return WeaveErrors.refuses(WeaveJson.ALIASES, reply.failure()) && service.aliasesWereRefused()
                ? query(Aliases.LEFT_OUT, order, offset, limit, context)
                : reply;
    }

    private Reply<ObjectList> query(Aliases aliases, ObjectOrder order, int offset, int limit, CallContext context) {
        return service.client().send(service.query(order.filter(), order.sortBy(), offset, limit, aliases), context);
    }
}
