package io.modelkeep;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks pages lazily in constant memory; a token that was seen before ends the walk with an error. */
final class PageStream<T> implements Iterator<T> {

    /** Far above any real list; with it no loop is without an end. */
    private static final long MAX_PAGES = 1_000_000;

    private static final int MAX_EMPTY_PAGES_IN_A_ROW = 100;

    private final String provider;
    private final Operation operation;
    private final Function<PageRequest, Page<T>> fetch;
    private @Nullable PageRequest next;
    private Iterator<T> items = List.<T>of().iterator();
    private long pages;
    private int emptyPages;

    // Brent's cycle detection: comparing with one remembered token, renewed at each power of two, finds any cycle
    // within three times its length, without remembering every token.
    private @Nullable String remembered;
    private long renewAt = 1;

    private PageStream(String provider, Operation operation, PageRequest first, Function<PageRequest, Page<T>> fetch) {
        this.provider = provider;
        this.operation = operation;
        this.next = first;
        this.fetch = fetch;
    }

    static <T> Stream<T> of(
            String provider, Operation operation, PageRequest first, Function<PageRequest, Page<T>> fetch) {
        PageStream<T> iterator = new PageStream<>(provider, operation, first, fetch);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext()) {
            PageRequest request = next;
            if (request == null) {
                return false;
            }
            Page<T> page = fetch.apply(request);
            emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
            String token = page.nextToken().orElse(null);
            if (token != null) {
                checkProgress(request, token);
            }
            next = token == null ? null : request.withToken(token);
            items = page.items().iterator();
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }

    private void checkProgress(PageRequest request, String token) {
        pages++;
        if (token.isBlank()) {
            throw stuck("the service gives a blank page token; whether the list ends there is not known");
        }
        if (token.equals(request.token().orElse(null)) || token.equals(remembered)) {
            throw stuck("the service repeats a page token; the list would never end");
        }
        if (emptyPages > MAX_EMPTY_PAGES_IN_A_ROW || pages > MAX_PAGES) {
            throw stuck("the list does not end after " + pages + " pages");
        }
        if (pages == renewAt) {
            remembered = token;
            renewAt *= 2;
        }
    }

    private MalformedResponseException stuck(String problem) {
        return new MalformedResponseException(
                ErrorDetails.of(problem).provider(provider).operation(operation));
    }
}
