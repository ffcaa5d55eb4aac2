package io.modelkeep.benchmarks.client;

/** What a process that lists one page must have seen of it. */
final class FirstPage {

    private FirstPage() {}

    static void check(int rows) {
        if (rows != 100) {
            throw new IllegalStateException(rows + " rows");
        }
    }
}
