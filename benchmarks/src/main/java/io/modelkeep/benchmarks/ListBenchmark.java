package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of a long list without latency, compared with OkHttp that discards the same bytes. */
final class ListBenchmark implements Benchmark {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public ResultTable run(Lab lab) {
        long count = lab.effort().pick(250, 20_000, 100_000);
        int pairs = lab.effort().pick(1, 2, 3);
        ResultTable table = new ResultTable(
                String.format(Locale.ROOT, "List %,d checkpoints in pages of 100, 8 metrics of 16 to 17 digits", count),
                "client",
                "wall, floor = 1",
                "CPU, floor = 1",
                "wall µs a checkpoint",
                "bytes allocated a checkpoint",
                "peak heap MiB",
                "of that time the server worked");
        Client floor = sized(Client.of("OkHttp, discard", "OkHttpList"), lab, count);
        try (ServerProcess server = lab.server()) {
            for (Client client : clients()) {
                row(table, Comparison.of(lab, server, floor, sized(client, lab, count), pairs, count));
            }
            Peers peers = Peers.here();
            for (Client client : peers.lists()) {
                row(table, Comparison.of(lab, server, floor, sized(client, lab, count), pairs, count));
            }
            peers.missing().forEach(label -> table.row(label, "not installed", "–", "–", "–", "–", "–"));
            peers.notes().forEach(table::note);
        }
        table.note("Floor: OkHttp, discard. Median of " + pairs + " alternating pairs, lowest..highest in brackets.");
        return table;
    }

    private static void row(ResultTable table, Comparison compared) {
        table.row(
                compared.label(),
                compared.ratio(Measure.WALL).map(Median::ratio).orElse("–"),
                compared.ratio(Measure.CPU).map(Median::ratio).orElse("–"),
                Cells.number(compared.each(Measure.WALL).map(nanos -> nanos / 1e3), 2),
                Cells.number(compared.each(Measure.ALLOCATED), 0),
                Cells.number(compared.round(Measure.PEAK_HEAP).map(bytes -> bytes / (1 << 20)), 0),
                Cells.percent(compared.serverShare()));
    }

    private static Client sized(Client client, Lab lab, long count) {
        return client.with("count", count)
                .with("warmup", lab.effort().pick(1, 5, 5))
                .with("rounds", lab.effort().pick(1, 3, 5));
    }

    private static List<Client> clients() {
        Client streaming = Client.of("OkHttp + Jackson streaming into records", "StreamingList");
        return List.of(
                Client.of("raw socket, discard", "SocketList"),
                Client.of("OkHttp, discard (against itself)", "OkHttpList"),
                streaming,
                streaming.named("the same with the fast double parser").with("doubles", "fast"),
                Client.of("Retrofit + converter-jackson", "RetrofitList"),
                Client.of("**Modelkeep**", "ModelkeepList"));
    }
}
