package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A caller of a list. It reads every number, works on each row for a while, and checks that each row came once. */
final class Caller {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long count;
    private final long workNanos;
    private long rows;
    private long steps;
    private long metrics;
    private double sum;

    /** Creates a caller of a list of {@code count} rows with {@code workMicros} of processor time on each row. */
    Caller(Arguments arguments, long count) {
        this.count = count;
        this.workNanos = arguments.number("workMicros", 0) * 1_000;
    }

    void metric(double value) {
        metrics++;
        sum += value;
    }

    /** Completes the row whose metrics were added. */
    void row(long step) {
        rows++;
        steps += step;
        if (workNanos > 0) {
            long end = threads.getCurrentThreadCpuTime() + workNanos;
            while (threads.getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    /** Returns the number of rows, after a check that each is complete and came once. */
    long checked() {
        long expected = count * Rows.step(0) + count * (count - 1) / 2;
        if (rows != count || steps != expected || metrics != count * Rows.METRICS.size() || !(sum > 0)) {
            throw new IllegalStateException(rows + " rows with " + metrics + " metrics of " + count + " rows");
        }
        return rows;
    }
}
