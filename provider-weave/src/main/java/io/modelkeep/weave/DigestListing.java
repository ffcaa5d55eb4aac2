package io.modelkeep.weave;

import io.modelkeep.MalformedResponseException;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions an object has now, as far as one bounded walk through them could tell. */
final class DigestListing {

    /** Rows are small without their values, and whoever looks for some wants them in few requests. */
    static final int PAGE = 1000;

    /** A million versions; the call's time is the other bound. */
    private static final int MAX_PAGES = 1000;

    private final Map<String, ObjectRow> rows = new LinkedHashMap<>();
    private final @Nullable StoreException brokenOff;

    private DigestListing(ObjectPages pages, ObjectOrder order, @Nullable Set<String> wanted, CallContext context) {
        this.brokenOff = walk(pages, order, wanted, context);
    }

    /** Every version of an object, whatever it is. */
    static DigestListing all(ObjectPages pages, String object, CallContext context) {
        return new DigestListing(pages, ObjectOrder.versions(object), null, context);
    }

    /** Those of a model's versions that are looked for; the walk ends when all were seen. */
    static DigestListing of(ObjectPages pages, String model, Set<String> wanted, CallContext context) {
        return new DigestListing(pages, ObjectOrder.modelVersions(model), wanted, context);
    }

    private @Nullable StoreException walk(
            ObjectPages pages, ObjectOrder order, @Nullable Set<String> wanted, CallContext context) {
        PageRequest next = PageRequest.first();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<ObjectRow> page;
            try {
                page = pages.read(order, next, PAGE, context);
            } catch (StoreException failed) {
                return failed;
            }
            page.items().stream()
                    .filter(row -> wanted == null || wanted.contains(row.digest()))
                    .forEach(row -> rows.put(row.digest(), row));
            Optional<String> token = page.nextToken();
            if (token.isEmpty() || (wanted != null && rows.size() == wanted.size())) {
                return null;
            }
            next = next.withToken(token.get());
        }
        return new MalformedResponseException(WeaveService.about(
                context.operation(), context.subject(), "the list does not end after " + MAX_PAGES + " pages"));
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
}
