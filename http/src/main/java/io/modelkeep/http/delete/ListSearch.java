package io.modelkeep.http.delete;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A search for some items in a list, such as the read that settles a deletion. The search reads the list from its
 * beginning until every wanted item was found, or to the end of the list. If the list changes during the read, the
 * search begins again.
 *
 * <p>An item that was not found is absent only if {@link #failure()} is empty. Only wanted items are kept in memory.
 *
 * @param <K> the type of the key by which an item is wanted, such as its id
 * @param <T> the type of the items
 */
public final class ListSearch<K, T> {

    /** The limit on the pages of one search. The other limit is the time of the call. */
    private static final int MAX_PAGES = 10_000;

    /** The limit on restarts. If the list changes during every walk, one more walk will not succeed either. */
    private static final int MAX_RESTARTS = 3;

    private final Map<K, T> found = new HashMap<>();

    /** The items of walks that a change of the list ended. They count only if no complete walk followed. */
    private final Map<K, T> foundBefore = new HashMap<>();

    private @Nullable StoreException failure;
    private int pagesRead;

    private ListSearch() {}

    /**
     * Searches a list, and returns when the search has ended. A failure of the list is part of the result, and is not
     * thrown.
     *
     * @param provider the provider name for messages
     * @param context the context of all requests, whose deadline limits the search
     * @param wanted the keys of the items to find
     * @param key returns the key of an item
     * @param pages reads one page of the list
     */
    public static <K, T> ListSearch<K, T> of(
            String provider,
            CallContext context,
            Set<K> wanted,
            Function<T, K> key,
            Function<PageRequest, Page<T>> pages) {
        ListSearch<K, T> search = new ListSearch<>();
        for (int restarts = 0; ; restarts++) {
            try {
                search.walk(
                        wanted,
                        key,
                        pages,
                        ErrorDetails.of("failed")
                                .provider(provider)
                                .operation(context.operation())
                                .subject(context.subject()));
                return search;
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    search.failure = changed;
                    return search;
                }
                search.foundBefore.putAll(search.found);
                search.found.clear();
            } catch (StoreException failed) {
                search.failure = failed;
                return search;
            }
        }
    }

    private void walk(Set<K> wanted, Function<T, K> key, Function<PageRequest, Page<T>> pages, ErrorDetails details) {
        PageRequest next = PageRequest.first();
        while (pagesRead < MAX_PAGES) {
            Page<T> page = pages.apply(next);
            pagesRead++;
            for (T item : page.items()) {
                K its = key.apply(item);
                if (wanted.contains(its)) {
                    found.put(its, item);
                }
            }
            Optional<String> token = page.nextToken();
            if (token.isEmpty() || found.size() == wanted.size()) {
                return;
            }
            next = next.withToken(token.get());
        }
        throw new MalformedResponseException(details.problem("the list does not end after " + MAX_PAGES + " pages"));
    }

    /**
     * Returns an item that the search found, or empty. After a {@link #failure()}, an item that is not found may still
     * exist.
     */
    public Optional<T> find(K wanted) {
        T item = found.get(wanted);
        return Optional.ofNullable(item != null || failure == null ? item : foundBefore.get(wanted));
    }

    /** Returns the failure that ended the search, or empty if every item that was not found is absent. */
    public Optional<StoreException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns whether at least one page was read, which shows that the parent of the items exists. */
    public boolean showsParent() {
        return pagesRead > 0;
    }
}
