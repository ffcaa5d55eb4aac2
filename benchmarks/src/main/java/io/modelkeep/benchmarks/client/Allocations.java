package io.modelkeep.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that all threads of this process have allocated, including ended ones.
 *
 * <p>Java 17 reports only living threads, so they are sampled often. Allocations of a thread between its last sample and
 * its end are missed. Thread-safe.
 */
final class Allocations {

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> seen = new HashMap<>();
    private final Thread observer;

    Allocations() {
        observer = new Thread(this::observe, "allocations");
        observer.setDaemon(true);
        observer.start();
    }

    private void observe() {
        try {
            while (true) {
                total();
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized long total() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0 && ids[i] != observer.getId()) {
                seen.merge(ids[i], bytes[i], Math::max);
            }
        }
        return seen.values().stream().mapToLong(Long::longValue).sum();
    }
}
