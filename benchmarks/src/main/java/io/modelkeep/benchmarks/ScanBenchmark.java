package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of a whole list over a slow network, from its start and from both ends concurrently. */
final class ScanBenchmark implements Benchmark {

    private static final int LATENCY_MILLIS = 20;

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public ResultTable run(Lab lab) {
        int count = lab.effort().pick(250, 2_000, 20_000);
        int pairs = lab.effort().pick(1, 2, 3);
        ResultTable table = new ResultTable(
                String.format(Locale.ROOT, "Read all of %,d checkpoints, %d ms a page of 100", count, LATENCY_MILLIS),
                "client",
                "wall, sequential cursor = 1",
                "CPU, sequential cursor = 1",
                "wall ms");
        Client sequential = sized(lab, Client.of("sequential cursor (OkHttp, discard)", "OkHttpList"), count);
        Client library = sized(lab, Client.of("Modelkeep, stream", "ModelkeepList"), count);
        try (ServerProcess server = lab.server("latencyMillis=" + LATENCY_MILLIS)) {
            for (Client client :
                    List.of(library, library.named("**Modelkeep, scan**").with("walk", "scan"))) {
                Comparison compared = Comparison.of(lab, server, sequential, client, pairs, count);
                table.row(
                        compared.label(),
                        compared.ratio(Measure.WALL).map(Median::ratio).orElseThrow(),
                        compared.ratio(Measure.CPU).map(Median::ratio).orElseThrow(),
                        Cells.number(compared.round(Measure.WALL).map(nanos -> nanos / 1e6), 0));
            }
        }
        table.note("The sequential cursor is OkHttp that reads nothing of its pages. Median of " + pairs
                + " alternating pairs, lowest..highest in brackets.");
        return table;
    }

    private static Client sized(Lab lab, Client client, int count) {
        return client.with("count", count)
                .with("rounds", 1)
                .with("warmup", 1)
                .with("warmupCount", lab.effort().pick(250, 1_000, 10_000));
    }
}
