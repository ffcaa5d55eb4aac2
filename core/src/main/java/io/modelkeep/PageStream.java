package io.modelkeep;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of a list, its pages fetched as they are consumed, in constant memory. Not thread-safe.
 *
 * <p>Who comes back for the second item of a page is likely to want the next page too: from then on it is on its way.
 */
final class PageStream<T> implements Iterator<T> {

    private final PageWalk<T> pages;
    private Iterator<T> items = List.<T>of().iterator();
    private int given;

    private PageStream(PageWalk<T> pages) {
        this.pages = pages;
    }

    static <T> Stream<T> of(
            String provider, Operation operation, PageRequest first, Function<PageRequest, Page<T>> fetch) {
        PageWalk<T> pages = new PageWalk<>(provider, operation, first, fetch);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new PageStream<>(pages), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(pages::close);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext()) {
            if (!pages.hasNext()) {
                return false;
            }
            items = pages.next().iterator();
            given = 0;
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given++;
        if (given == 2) {
            pages.fetchAhead();
        }
        return items.next();
    }
}
