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
 * The versions an object has now, whatever its kind, as far as a bounded walk through them shows. A list that changes so much
 * that the place in it is lost is read again from its beginning.
 */
public final class DigestListing {

    /** Rows are small without their values, and a walk should take few requests. */
    public static final int PAGE = 1000;

    /** How often a list is begun that changes while it is read. */
    static final int MAX_WALKS = 3;

    /** A million versions; the call's time is the other bound. */
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

    /** Every version. */
    static DigestListing all(ObjectPages pages, String object, CallContext context) {
        return new DigestListing(pages, object, null, context);
    }

    /** Those of the versions that are looked for; the walk ends when all were seen, or where a request finds no more. */
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

    /** What was seen, by digest, oldest first. */
    Map<String, ObjectRow> rows() {
        return rows;
    }

    boolean has(String digest) {
        return rows.containsKey(digest);
    }

    /** Why a version that was not seen may be there all the same; empty where the walk was complete. */
    Optional<StoreException> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }

    /** What is wrong where nothing that was seen is a version of a model. */
    Optional<NotFoundException> notAModel(CallContext context) {
        ObjectRow seen = sample;
        if (seen == null) {
            return Optional.of(LatestVersion.missing(context));
        }
        return seen.isModel() ? Optional.empty() : Optional.of(LatestVersion.notAModel(seen, context));
    }
}
