package io.modelkeep.cli.session;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page fetcher that counts the items of each page. Thread-safe.
 *
 * @param progress the display that is notified
 */
public record PageCount(ProgressDisplay progress) implements PageFetch {

    @Override
    public <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source) {
        Page<P> page = source.apply(request);
        progress.add(page.items().size());
        return page;
    }

    @Override
    public <T> Stream<T> streamUnordered(Stream<T> items) {
        return items.peek(item -> progress.add(1));
    }
}
