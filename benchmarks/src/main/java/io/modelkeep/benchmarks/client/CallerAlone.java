package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;

/** The caller's own work on each row, with nothing listed. */
final class CallerAlone {

    private CallerAlone() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        Rounds.run(arguments, count -> work(new Caller(arguments, count), count));
    }

    private static long work(Caller caller, long count) {
        for (long row = 0; row < count; row++) {
            for (int metric = 0; metric < Rows.METRICS.size(); metric++) {
                caller.metric(1);
            }
            caller.row(Rows.step(row));
        }
        return caller.checked();
    }
}
