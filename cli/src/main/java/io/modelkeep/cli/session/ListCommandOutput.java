package io.modelkeep.cli.session;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.ListWriter;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The output of a list while it is fetched. Each page is printed before the next one arrives. If the reader closes
 * the output, no more pages are requested beyond those already on their way.
 *
 * <p>The library does the paging; see {@link ProgressReportingClient}. One thread prints, and another one may fetch
 * pages.
 */
final class ListCommandOutput<T> implements PageFetch {

    private final ListWriter<T> writer;
    private final Queue<Integer> pages = new ConcurrentLinkedQueue<>();

    ListCommandOutput(ListWriter<T> writer) {
        this.writer = writer;
    }

    @Override
    public <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source) {
        Page<P> page = source.apply(request);
        pages.add(page.items().size());
        return page;
    }

    /** Prints the items. */
    void print(Stream<T> items) {
        Iterator<T> iterator = items.iterator();
        int left = 0;
        writer.flush();
        while (iterator.hasNext()) {
            left = left == 0 ? nextPage() : left;
            writer.add(iterator.next());
            left--;
            if (left == 0) {
                writer.flush();
            }
        }
        writer.end();
    }

    /** Returns the length of the page that contains the next item. */
    private int nextPage() {
        int length = 0;
        while (length == 0) {
            length = pages.remove();
        }
        return length;
    }
}
