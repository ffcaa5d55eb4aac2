package io.modelkeep.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** A runner of a client's work in several rounds, first unmeasured ones. It prints a line for each measured round. */
final class Rounds {

    /** A round of work. */
    interface Work {

        /** Processes the given number of items and returns the number processed. */
        long run(long count) throws Exception;

        /** Returns further values of the last round as {@code key=value}, each after a blank. */
        default String more() {
            return "";
        }
    }

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private final Allocations allocations = new Allocations();

    private Rounds() {}

    /**
     * Takes from the arguments how many rounds of {@code warmup} and measured {@code rounds} there are, and how many items
     * each has: {@code warmupCount} and {@code count}.
     */
    static void run(Arguments arguments, Work work) throws Exception {
        Rounds rounds = new Rounds();
        for (long i = arguments.number("warmup", 0); i > 0; i--) {
            work.run(arguments.number("warmupCount", arguments.count()));
        }
        for (long i = arguments.number("rounds", 1); i > 0; i--) {
            rounds.measure(work, arguments.count());
        }
    }

    private void measure(Work work, long count) throws Exception {
        // So that no round pays for the garbage of the one before.
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long allocated = allocations.total();
        long cpu = process.getProcessCpuTime();
        long begun = System.nanoTime();
        long items = work.run(count);
        long wall = System.nanoTime() - begun;
        long cpuAfter = process.getProcessCpuTime();
        long allocatedAfter = allocations.total();
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.println("sample wallNanos=" + wall + " cpuNanos=" + (cpuAfter - cpu) + " allocatedBytes="
                + (allocatedAfter - allocated) + " peakHeapBytes=" + peak + " items=" + items + work.more());
    }
}
