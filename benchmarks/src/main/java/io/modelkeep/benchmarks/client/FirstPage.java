package io.modelkeep.benchmarks.client;

/** The check of a process that lists one page. */
final class FirstPage {

    private FirstPage() {}

    static void check(int rows) {
        if (rows != 100) {
            throw new IllegalStateException(rows + " rows");
        }
    }
}
