package io.modelkeep.internal.paging;

import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over the pages of one list. An executor, if given, fetches one page ahead. A repeated page token ends
 * the iteration with an error. Not thread-safe, but {@link #close()} may be called from any thread.
 */
final class PageIterator<T> implements AutoCloseable {

    /** The maximum number of pages. The bound is far above any real list and prevents an endless loop. */
    private static final long MAX_PAGES = 1_000_000;

    private static final int MAX_EMPTY_PAGES_IN_A_ROW = 100;

    private final String provider;
    private final Operation operation;
    private final Function<PageRequest, Page<T>> fetch;
    private final Optional<Executor> prefetch;
    private @Nullable PageRequest next;
    private long left;
    private long pages;
    private int emptyPages;

    // Brent's cycle detection: comparing with one remembered token, renewed at each power of two, finds any cycle
    // within three times its length, without remembering every token.
    private @Nullable String remembered;
    private long renewAt = 1;

    private final AtomicReference<@Nullable FutureTask<Page<T>>> ahead = new AtomicReference<>();
    private volatile boolean closed;

    PageIterator(
            String provider,
            Operation operation,
            PageRequest first,
            Function<PageRequest, Page<T>> fetch,
            Optional<Executor> prefetch) {
        this.provider = provider;
        this.operation = operation;
        this.next = first;
        this.left = first.limit().orElse(Long.MAX_VALUE);
        this.fetch = fetch;
        this.prefetch = prefetch;
    }

    /** Reports whether another page follows. */
    boolean hasNext() {
        return next != null;
    }

    /**
     * Returns the items of the next page, up to the limit of the request.
     *
     * @throws IllegalStateException there is no next page
     * @throws StoreException the page cannot be read or has an unusable page token; another call tries it again
     */
    List<T> next() {
        PageRequest request = next;
        if (request == null) {
            throw new IllegalStateException("the list has no further page");
        }
        Page<T> page = page(request.withRemaining(left));
        emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
        String token = page.nextToken().orElse(null);
        if (token != null) {
            checkProgress(request, token);
        }
        List<T> items = left < page.items().size() ? page.items().subList(0, (int) left) : page.items();
        left -= items.size();
        next = token == null || left == 0 ? null : request.withToken(token);
        return items;
    }

    /**
     * Starts to fetch the next page. The call has no effect without an executor. It also has no effect if there is no next
     * page, or if the fetch has already started.
     */
    void fetchAhead() {
        PageRequest request = next;
        if (prefetch.isEmpty()
                || request == null
                || ahead.get() != null
                || closed
                || Thread.currentThread().isInterrupted()) {
            return;
        }
        PageRequest wanted = request.withRemaining(left);
        FutureTask<Page<T>> task = new FutureTask<>(() -> fetch.apply(wanted));
        try {
            prefetch.get().execute(task);
        } catch (RejectedExecutionException full) {
            // The page is then fetched when it is needed.
            return;
        }
        ahead.set(task);
        if (closed) {
            cancelAhead();
        }
    }

    /**
     * Cancels the fetch in progress and disables fetching ahead. A caller that continues fetches each page on demand.
     */
    @Override
    public void close() {
        closed = true;
        cancelAhead();
    }

    private void cancelAhead() {
        FutureTask<Page<T>> begun = ahead.getAndSet(null);
        if (begun != null) {
            begun.cancel(true);
        }
    }

    private Page<T> page(PageRequest request) {
        FutureTask<Page<T>> begun = ahead.get();
        if (begun == null) {
            return fetch.apply(request);
        }
        if (Thread.currentThread().isInterrupted()) {
            // The store then notices the interrupt, as it would without a page fetched ahead.
            cancelAhead();
            return fetch.apply(request);
        }
        boolean came = begun.isDone();
        try {
            return begun.get();
        } catch (InterruptedException interrupted) {
            begun.cancel(true);
            Thread.currentThread().interrupt();
            throw cancelled("the thread was interrupted while the page was read", interrupted);
        } catch (CancellationException closedDuringRead) {
            throw cancelled("the stream was closed while the page was read", closedDuringRead);
        } catch (ExecutionException failed) {
            if (came && failed.getCause() instanceof CancelledException) {
                // The client was closed before the page was needed. A direct fetch reports that to the caller.
                return fetch.apply(request);
            }
            throw unchecked(failed);
        } finally {
            ahead.compareAndSet(begun, null);
        }
    }

    private static RuntimeException unchecked(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof RuntimeException own ? own : new IllegalStateException(failed.getCause());
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
        return new MalformedResponseException(details(problem));
    }

    private CancelledException cancelled(String problem, Exception cause) {
        return new CancelledException(details(problem), cause);
    }

    private ErrorDetails details(String problem) {
        return ErrorDetails.of(problem).provider(provider).operation(operation);
    }
}
