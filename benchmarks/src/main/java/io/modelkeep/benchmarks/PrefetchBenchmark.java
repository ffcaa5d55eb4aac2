package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A list over a slow network by a caller that works on each row: who waits for whom. */
final class PrefetchBenchmark implements Benchmark {

    private static final int LATENCY_MILLIS = 20;
    private static final int WORK_MICROS = 150;

    @Override
    public String name() {
        return "prefetch";
    }

    @Override
    public ResultTable run(Lab bound) {
        // Prefetching during the caller's work takes a separate processor.
        Lab lab = bound.unbound();
        int count = lab.effort().pick(250, 2_000, 10_000);
        int rounds = lab.effort().pick(1, 2, 3);
        List<Client> clients = List.of(
                Client.of("the network alone (OkHttp, discard)", "OkHttpList"),
                Client.of("the caller alone (nothing listed)", "CallerAlone"),
                Client.of("one after the other (OkHttp + Jackson streaming)", "StreamingList")
                        .with("doubles", "fast"),
                Client.of("**Modelkeep**", "ModelkeepList"));
        // A list of wall times for each client, with one time for each round.
        List<List<Double>> walls =
                clients.stream().<List<Double>>map(client -> new ArrayList<>()).toList();
        try (ServerProcess server = lab.server("latencyMillis=" + LATENCY_MILLIS)) {
            for (int round = 1; round <= rounds; round++) {
                lab.tell("prefetch, round " + round + " of " + rounds);
                for (int i = 0; i < clients.size(); i++) {
                    walls.get(i).add(wallMillis(lab, server, clients.get(i), count));
                }
            }
        }
        List<Double> slowerSide = IntStream.range(0, rounds)
                .mapToObj(
                        round -> Math.max(walls.get(0).get(round), walls.get(1).get(round)))
                .toList();
        ResultTable table = new ResultTable(
                String.format(
                        Locale.ROOT,
                        "List %,d checkpoints, %d ms a page of 100, the caller works %d ms a page",
                        count,
                        LATENCY_MILLIS,
                        WORK_MICROS / 10),
                "client",
                "wall, slower side = 1",
                "wall ms");
        for (int i = 0; i < clients.size(); i++) {
            table.row(
                    clients.get(i).label(),
                    Median.ofRatios(walls.get(i), slowerSide).ratio(),
                    String.format(Locale.ROOT, "%,.0f", Median.of(walls.get(i)).value()));
        }
        table.note("Median of " + rounds + " rounds of one process each, lowest..highest in brackets. The caller works "
                + WORK_MICROS + " µs of processor time on each row. No process is bound to a processor here.");
        return table;
    }

    private static double wallMillis(Lab lab, ServerProcess server, Client client, int count) {
        Client sized = client.with("count", count)
                .with("workMicros", WORK_MICROS)
                .with("warmup", lab.effort().pick(1, 1, 2))
                .with("warmupCount", lab.effort().pick(100, 1_000, 10_000));
        return lab.run(sized, server, count).get(0).value(Measure.WALL) / 1e6;
    }
}
