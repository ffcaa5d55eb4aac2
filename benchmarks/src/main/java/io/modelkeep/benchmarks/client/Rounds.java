package io.modelkeep.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** Does a client's work several times, first unmeasured, and prints a line for what each measured round took. */
final class Rounds {

    /** One round of work. */
    interface Work {

        /** Does it for so many items and returns how many there were. */
        long run(long count) throws Exception;

        /** What else is to be told of the last round: each with a blank before it, as {@code key=value}. */
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
