package io.modelkeep.cli;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Prints a list while it is fetched: a page is shown before the next one is asked for, no more is asked for than is to
 * be printed, and nothing at all once nobody reads. The paging itself is the core's; see {@link ListedStores}.
 */
final class Listing<T> implements PageFetch {

    private final ListWriter<T> writer;
    private final long limit;
    private long missing;

    Listing(ListWriter<T> writer, long limit) {
        this.writer = writer;
        this.limit = limit;
        this.missing = limit;
    }

    /** Fetches a page, of the length that is still to be printed. */
    @Override
    public <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source) {
        writer.flush();
        // The provider clamps the wish to its maximum.
        Page<P> page = source.apply(missing < Integer.MAX_VALUE ? request.withSize((int) missing) : request);
        missing -= page.items().size();
        return page;
    }

    /** Prints the items, up to the limit. */
    void print(Stream<T> items) {
        Iterator<T> iterator = items.iterator();
        for (long printed = 0; printed < limit && iterator.hasNext(); printed++) {
            writer.add(iterator.next());
        }
        writer.end();
    }
}
