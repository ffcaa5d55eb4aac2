package io.modelkeep.benchmarks.server;

/** The answer of one service to one kind of request. Thread-safe, because all connections share it. */
interface Shape {

    /** Returns whether this shape answers the request. */
    boolean answers(BenchmarkRequest request);

    /** Fills in the whole answer. */
    void answer(BenchmarkRequest request, BenchmarkAnswer answer);
}
