package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Whoever lists: reads every number of every row, works on each row for a while, and checks in the end that all came once. */
final class Caller {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long count;
    private final long workNanos;
    private long rows;
    private long steps;
    private long metrics;
    private double sum;

    /** A caller of a list of so many rows, who works {@code workMicros} of its thread's processor time on each row. */
    Caller(Arguments arguments, long count) {
        this.count = count;
        this.workNanos = arguments.number("workMicros", 0) * 1_000;
    }

    void metric(double value) {
        metrics++;
        sum += value;
    }

    /** The row whose metrics were told is done. */
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

    /** How many rows there were, each of them once and whole. */
    long checked() {
        long expected = count * Rows.step(0) + count * (count - 1) / 2;
        if (rows != count || steps != expected || metrics != count * Rows.METRICS.size() || !(sum > 0)) {
            throw new IllegalStateException(rows + " rows with " + metrics + " metrics of " + count + " rows");
        }
        return rows;
    }
}
