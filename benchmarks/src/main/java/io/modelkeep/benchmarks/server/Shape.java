package io.modelkeep.benchmarks.server;

/** How one service answers one kind of request. Thread-safe: used by all connections at once. */
interface Shape {

    /** Whether this is what answers the request. */
    boolean answers(BenchmarkRequest request);

    /** Fills in the whole answer. */
    void answer(BenchmarkRequest request, BenchmarkAnswer answer);
}
