package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    public Table run(Lab lab) {
        int count = lab.effort().pick(250, 2_000, 10_000);
        int rounds = lab.effort().pick(1, 2, 5);
        Client network = Client.of("the network alone (OkHttp, discard)", "OkHttpList");
        Client caller = Client.of("the caller alone (nothing listed)", "CallerAlone");
        List<Client> others = List.of(
                Client.of("one after the other (OkHttp + Jackson streaming)", "StreamingList")
                        .with("doubles", "fast"),
                Client.of("**Modelkeep**", "ModelkeepList"));
        Map<Client, List<Double>> walls = new LinkedHashMap<>();
        try (ServerProcess server = lab.server("latencyMillis=" + LATENCY_MILLIS)) {
            for (int round = 1; round <= rounds; round++) {
                lab.tell("prefetch, round " + round + " of " + rounds);
                measure(lab, server, network, count, walls);
                measure(lab, server, caller, count, walls);
                for (Client client : others) {
                    measure(lab, server, client, count, walls);
                }
            }
        }
        Table table = new Table(
                String.format(
                        Locale.ROOT,
                        "List %,d checkpoints, %d ms a page of 100, the caller works %d ms a page",
                        count,
                        LATENCY_MILLIS,
                        WORK_MICROS / 10),
                "client",
                "wall, slower side = 1",
                "wall ms");
        List<Double> slower = IntStream.range(0, rounds)
                .mapToObj(round -> Math.max(
                        walls.get(network).get(round), walls.get(caller).get(round)))
                .toList();
        walls.forEach((client, times) -> table.row(
                client.label(),
                Median.ofRatios(times, slower).ratio(),
                String.format(Locale.ROOT, "%,.0f", Median.of(times).value())));
        table.note("Median of " + rounds + " rounds of one process each, lowest..highest in brackets. The caller works "
                + WORK_MICROS + " µs of processor time on each row.");
        return table;
    }

    private static void measure(
            Lab lab, ServerProcess server, Client client, int count, Map<Client, List<Double>> walls) {
        Client sized = client.with("count", count)
                .with("workMicros", WORK_MICROS)
                .with("warmup", 1)
                .with("warmupCount", lab.effort().pick(100, 1_000, 1_000));
        walls.computeIfAbsent(client, first -> new ArrayList<>())
                .add(lab.run(sized, server, count).get(0).value(Measure.WALL) / 1e6);
    }
}
