package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of sequential small deletions, on a warm connection with warm code. */
final class DeleteBenchmark implements Benchmark {

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public ResultTable run(Lab lab) {
        int count = lab.effort().pick(20, 2_000, 5_000);
        int pairs = lab.effort().pick(1, 2, 3);
        ResultTable table = new ResultTable(
                "Delete one checkpoint, a request with a JSON body",
                "client",
                "p50, floor = 1",
                "p99, floor = 1",
                "p50 µs",
                "p99 µs",
                "bytes allocated a call",
                "CPU, floor = 1");
        Client floor = sized(lab, Client.of("OkHttp", "OkHttpDelete"), count);
        try (ServerProcess server = lab.server()) {
            for (Client client : List.of(
                    Client.of("OkHttp (against itself)", "OkHttpDelete"),
                    Client.of("Retrofit + converter-jackson", "RetrofitDelete"),
                    Client.of("**Modelkeep**", "ModelkeepDelete"))) {
                row(table, Comparison.of(lab, server, floor, sized(lab, client, count), pairs, count));
            }
            for (Client client : Peers.here().deletions()) {
                row(table, Comparison.of(lab, server, floor, sized(lab, client, count), pairs, count));
            }
        }
        table.note(String.format(
                Locale.ROOT,
                "Floor: the same request by OkHttp, the answer thrown away. Medians of %d alternating pairs, in each of them of"
                        + " several rounds of %,d calls; lowest..highest in brackets.",
                pairs,
                count));
        return table;
    }

    private static Client sized(Lab lab, Client client, int count) {
        return client.with("count", count)
                .with("warmup", lab.effort().pick(1, 5, 10))
                .with("rounds", lab.effort().pick(1, 2, 5));
    }

    private static void row(ResultTable table, Comparison compared) {
        table.row(
                compared.label(),
                compared.ratio(Measure.P50).map(Median::ratio).orElseThrow(),
                compared.ratio(Measure.P99).map(Median::ratio).orElseThrow(),
                Cells.number(compared.round(Measure.P50).map(nanos -> nanos / 1e3), 1),
                Cells.number(compared.round(Measure.P99).map(nanos -> nanos / 1e3), 1),
                Cells.number(compared.each(Measure.ALLOCATED), 0),
                compared.ratio(Measure.CPU).map(Median::ratio).orElseThrow());
    }
}
