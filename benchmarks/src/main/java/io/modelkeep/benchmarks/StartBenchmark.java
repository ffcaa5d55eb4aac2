package io.modelkeep.benchmarks;

import java.util.List;

/** A process that lists one page: from its start to its end, on cold code. */
final class StartBenchmark implements Benchmark {

    static final int ROWS = 100;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Table run(Lab lab) {
        int turns = lab.effort().pick(1, 3, 9);
        Table table = new Table(
                "Process start to the first page of " + ROWS + " checkpoints, the whole process",
                "client",
                "wall, floor = 1",
                "wall ms");
        try (ServerProcess server = lab.server()) {
            new Turns(
                            lab,
                            server,
                            Client.of("OkHttp, discard", "OkHttpStart"),
                            List.of(
                                    Client.of("Retrofit + converter-jackson", "RetrofitStart"),
                                    Client.of("**Modelkeep**", "ModelkeepStart")),
                            turns)
                    .rows(table);
        }
        table.note("Medians of " + turns + " turns, lowest..highest in brackets. All without a class-data archive.");
        return table;
    }
}
