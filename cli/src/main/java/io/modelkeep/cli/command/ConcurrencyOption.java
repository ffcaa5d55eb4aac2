package io.modelkeep.cli.command;

import io.modelkeep.cli.output.UsageException;
import picocli.CommandLine.Option;

/** The option that limits how many runs or models are processed at once. */
public final class ConcurrencyOption {

    private static final int MOST = 64;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many runs or models to process at once, 1 to 64; 4 by default. max-concurrency limits the requests.")
    private int threads;

    /**
     * Returns how many runs or models are processed at once.
     *
     * @throws UsageException the number is below 1 or above 64
     */
    public int threads() {
        if (threads < 1 || threads > MOST) {
            throw new UsageException("--concurrency " + threads + " is not between 1 and " + MOST);
        }
        return threads;
    }
}
