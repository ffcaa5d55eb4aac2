package io.modelkeep.cli.session;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.function.Function;
import java.util.stream.Stream;

/** A hook between a list and the pages that it consists of. */
interface PageFetch {

    /** Fetches a page from its source. */
    <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source);

    /**
     * Wraps the stream of an unordered list. The client reads such a list from both ends, and the stream contains
     * each item once although pages may overlap.
     */
    default <T> Stream<T> streamUnordered(Stream<T> items) {
        return items;
    }
}
