package io.modelkeep.weave.internal.delete;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.weave.internal.api.LatestVersion;
import io.modelkeep.weave.internal.api.ObjectOrder;
import io.modelkeep.weave.internal.api.ObjectPages;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.ObjectRows.End;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The current versions of an object of any kind, as far as a read of a limited number of pages shows them. If the list
 * changes so much that the position in it is lost, it is read again from the beginning.
 */
public final class DigestListing {

    /** The number of rows per page. Rows are small without their values, and a list should take few requests. */
    public static final int PAGE = 1000;

    /** The maximum number of times that a list is begun if it changes while it is read. */
    static final int MAX_WALKS = 3;

    /** The maximum number of pages, for a million versions. The timeout of the call is the other limit. */
    private static final int MAX_PAGES = 1000;

    private final Map<String, ObjectRow> rows = new LinkedHashMap<>();
    private final @Nullable StoreException brokenOff;
    private @Nullable ObjectRow sample;

    private DigestListing(ObjectPages pages, String object, @Nullable Set<String> wanted, CallContext context) {
        ObjectOrder order = ObjectOrder.versions(object);
        StoreException failed = walk(pages, order, wanted, context);
        for (int walks = 1; walks < MAX_WALKS && failed instanceof ListChangedException; walks++) {
            rows.clear();
            failed = walk(pages, order, wanted, context);
        }
        this.brokenOff = failed;
    }

    /** Lists every version. */
    static DigestListing all(ObjectPages pages, String object, CallContext context) {
        return new DigestListing(pages, object, null, context);
    }

    /**
     * Lists the wanted versions. The walk over the pages ends when all of them were found, or when a further request
     * finds no more rows.
     */
    static DigestListing of(ObjectPages pages, String object, Set<String> wanted, CallContext context) {
        return new DigestListing(pages, object, wanted, context);
    }

    private @Nullable StoreException walk(
            ObjectPages pages, ObjectOrder order, @Nullable Set<String> wanted, CallContext context) {
        PageRequest next = PageRequest.first();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<ObjectRow> page;
            try {
                page = pages.read(order, next, PAGE, wanted == null ? End.BELIEVED : End.CHECKED, context);
            } catch (StoreException failed) {
                return failed;
            }
            page.items().forEach(row -> take(row, wanted));
            Optional<String> token = page.nextToken();
            if (token.isEmpty() || (wanted != null && rows.size() == wanted.size())) {
                return null;
            }
            next = next.withToken(token.get());
        }
        return new MalformedResponseException(WeaveService.about(
                context.operation(), context.subject(), "the list does not end after " + MAX_PAGES + " pages"));
    }

    private void take(ObjectRow row, @Nullable Set<String> wanted) {
        if (sample == null || row.isModel()) {
            sample = row;
        }
        if (wanted == null || wanted.contains(row.digest())) {
            rows.put(row.digest(), row);
        }
    }

    /** Returns the versions found, by digest, oldest first. */
    Map<String, ObjectRow> rows() {
        return rows;
    }

    boolean has(String digest) {
        return rows.containsKey(digest);
    }

    /** Returns the reason why a version that was not found may still exist, or empty if the list was complete. */
    Optional<StoreException> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }

    /** Returns the failure to report if no row is a version of a model, or empty if one is. */
    Optional<NotFoundException> notAModel(CallContext context) {
        ObjectRow seen = sample;
        if (seen == null) {
            return Optional.of(LatestVersion.missing(context));
        }
        return seen.isModel() ? Optional.empty() : Optional.of(LatestVersion.notAModel(seen, context));
    }
}
