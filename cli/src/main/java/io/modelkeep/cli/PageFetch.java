package io.modelkeep.cli;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.function.Function;

/** Stands between a list and the pages it is made of. */
interface PageFetch {

    /** Fetches a page from its source. */
    <P> Page<P> fetch(PageRequest request, Function<PageRequest, Page<P>> source);
}
