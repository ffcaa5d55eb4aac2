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
 * Prints a list while it is fetched: a page is shown before the next one is waited for, and once nobody reads no more is
 * asked for than what is on its way. The paging itself is the core's; see {@link ProgressReportingClient}. Printed by one thread, while
 * pages may be fetched on another.
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

    /** The length of the page that the next item is on. */
    private int nextPage() {
        int length = 0;
        while (length == 0) {
            length = pages.remove();
        }
        return length;
    }
}
