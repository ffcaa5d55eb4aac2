package io.modelkeep.internal.paging;

import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream of the items of a list. The pages are fetched as they are consumed, in constant memory. Not thread-safe.
 *
 * <p>A caller that takes the second item of a page probably wants the next page, too, so an executor requests that page then.
 * {@link #close()} may be called from any thread.
 */
public final class PagedStream<T> implements Iterator<T>, AutoCloseable {

    /** The maximum number of restarts. A list that changes during every walk would also change during another one. */
    public static final int MAX_RESTARTS = 3;

    private final Supplier<PageIterator<T>> walks;
    private volatile PageIterator<T> pages;
    private final boolean fromStart;
    private Iterator<T> items = List.<T>of().iterator();
    private int given;
    private boolean begun;
    private int restarts;
    private volatile boolean closed;

    private PagedStream(Supplier<PageIterator<T>> walks, boolean fromStart) {
        this.walks = walks;
        this.pages = walks.get();
        this.fromStart = fromStart;
    }

    public static <T> Stream<T> of(
            String provider,
            Operation operation,
            PageRequest first,
            Function<PageRequest, Page<T>> fetch,
            Optional<Executor> prefetch) {
        PagedStream<T> pages = new PagedStream<>(
                () -> new PageIterator<>(provider, operation, first, fetch, prefetch),
                first.token().isEmpty());
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(pages::close);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext()) {
            if (!pages.hasNext()) {
                return false;
            }
            items = nextPage().iterator();
            given = 0;
        }
        return true;
    }

    /**
     * Returns the next page. If the list changed and no item was returned yet, the list is read from its beginning
     * again.
     */
    private List<T> nextPage() {
        while (true) {
            try {
                return pages.next();
            } catch (ListChangedException changed) {
                if (begun || !fromStart || closed || restarts == MAX_RESTARTS) {
                    throw changed;
                }
                restarts++;
                pages.close();
                pages = walks.get();
                if (closed) {
                    pages.close();
                }
            }
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        begun = true;
        given++;
        if (given == 2) {
            pages.fetchAhead();
        }
        return items.next();
    }

    /** Ends the request in flight. */
    @Override
    public void close() {
        closed = true;
        pages.close();
    }
}
