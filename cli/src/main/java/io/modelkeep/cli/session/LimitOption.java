package io.modelkeep.cli.session;

import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that ends a list early. */
public final class LimitOption {

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
