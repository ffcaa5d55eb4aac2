package io.modelkeep.benchmarks;

/** One command: what it measures, and the table it prints. */
interface Benchmark {

    /** The command's name. */
    String name();

    /** Measures, and returns the whole table. */
    ResultTable run(Lab lab);
}
