package io.modelkeep.cli;

import io.modelkeep.PageRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that ends a list early. */
final class Limit {

    @Option(names = "--limit", paramLabel = "N", description = "How many in all.")
    private @Nullable Long limit;

    /**
     * Asks for as many as are wanted.
     *
     * @throws UsageException fewer than one
     */
    PageRequest first() {
        if (limit == null) {
            return PageRequest.first();
        }
        if (limit < 1) {
            throw new UsageException("--limit " + limit + " is below 1; leave it out for all");
        }
        return PageRequest.first().withLimit(limit);
    }
}
