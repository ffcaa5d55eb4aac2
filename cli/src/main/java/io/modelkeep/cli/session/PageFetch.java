package io.modelkeep.cli.session;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.function.Function;
import java.util.stream.Stream;

/** Stands between a list and the pages it is made of. */
interface PageFetch {

    /** Fetches a page from its source. */
    <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source);

    /** Takes what the store itself reads from both ends: of pages that may overlap, each item once. */
    default <T> Stream<T> streamUnordered(Stream<T> items) {
        return items;
    }
}
