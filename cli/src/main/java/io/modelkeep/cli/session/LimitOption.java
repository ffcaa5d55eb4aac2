package io.modelkeep.cli.session;

import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that limits the length of a list. */
public final class LimitOption {

    @Option(names = "--limit", paramLabel = "N", description = "The maximum number of items to list.")
    private @Nullable Long limit;

    /**
     * Returns the request for the first page, with the limit.
     *
     * @throws UsageException the limit is below 1
     */
    PageRequest first() {
        if (limit == null) {
            return PageRequest.first();
        }
        if (limit < 1) {
            throw new UsageException("--limit " + limit + " is below 1; omit it to list all items");
        }
        return PageRequest.first().withLimit(limit);
    }
}
