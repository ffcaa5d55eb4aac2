package io.modelkeep.cli.session;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A display that prints a line every ten seconds, for output that is read later, such as a log or the mail of cron.
 */
final class ProgressLines implements ProgressDisplay {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final PrintStream err;
    private final LongSupplier nanos;
    private final String task;
    private final String unit;
    private final OptionalLong total;
    private final long began;
    private long told;
    private long done;

    /** Creates a display with a monotonic clock in nanoseconds. */
    ProgressLines(PrintStream err, LongSupplier nanos, String task, String unit, OptionalLong total) {
        this.err = err;
        this.nanos = nanos;
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.began = nanos.getAsLong();
        this.told = began;
    }

    @Override
    public synchronized void add(long more) {
        done += more;
        long now = nanos.getAsLong();
        if (now - told >= INTERVAL) {
            told = now;
            err.println(Failure.line(line((now - began) / SECOND)));
        }
    }

    private String line(double seconds) {
        long rate = Math.round(done / seconds);
        String count = task + ": " + done + (total.isPresent() ? " of " + total.getAsLong() : "") + " " + unit + ", "
                + rate + "/s";
        return total.isEmpty() || done == 0
                ? count
                : count + ", " + Math.round((total.getAsLong() - done) * seconds / done) + " s left";
    }

    @Override
    public void close() {}
}
