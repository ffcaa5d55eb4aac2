package io.modelkeep.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that ends a list early. */
final class Limit {

    @Option(names = "--limit", paramLabel = "N", description = "How many in all.")
    private @Nullable Long limit;

    /**
     * How many are wanted.
     *
     * @throws UsageException fewer than one
     */
    long items() {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (limit < 1) {
            throw new UsageException("--limit " + limit + " is below 1; leave it out for all");
        }
        return limit;
    }
}
