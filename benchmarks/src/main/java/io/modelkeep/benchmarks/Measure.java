package io.modelkeep.benchmarks;

/** The measures of a round, with their names in a sample line. */
enum Measure {
    WALL("wallNanos"),
    CPU("cpuNanos"),
    ALLOCATED("allocatedBytes"),
    PEAK_HEAP("peakHeapBytes"),
    LIVE_HEAP("liveHeapBytes"),
    P50("p50Nanos"),
    P99("p99Nanos"),
    ITEMS("items");

    private final String key;

    Measure(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
