package io.modelkeep.benchmarks;

/** A benchmark command with its measurement and its table. */
interface Benchmark {

    /** Returns the name of the command. */
    String name();

    /** Measures, and returns the whole table. */
    ResultTable run(Lab lab);
}
