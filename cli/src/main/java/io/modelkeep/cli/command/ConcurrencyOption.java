package io.modelkeep.cli.command;

import io.modelkeep.cli.output.UsageException;
import picocli.CommandLine.Option;

/** The option for how much happens at once. */
public final class ConcurrencyOption {

    private static final int MOST = 64;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many trainings or models at once, 1 to 64; 4 by default. Requests are bounded by max-concurrency.")
    private int threads;

    /**
     * How many at once.
     *
     * @throws UsageException too few or too many
     */
    public int threads() {
        if (threads < 1 || threads > MOST) {
            throw new UsageException("--concurrency " + threads + " is not within 1 and " + MOST);
        }
        return threads;
    }
}
