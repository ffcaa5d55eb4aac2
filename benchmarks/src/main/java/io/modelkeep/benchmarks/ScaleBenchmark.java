package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of the cost of one checkpoint in lists of growing length. */
final class ScaleBenchmark implements Benchmark {

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public ResultTable run(Lab lab) {
        ResultTable table = new ResultTable(
                "List more and more checkpoints in pages of 100",
                "checkpoints",
                "wall, OkHttp discard = 1",
                "CPU, OkHttp discard = 1",
                "OkHttp, wall µs a checkpoint",
                "Modelkeep, wall µs a checkpoint",
                "bytes allocated a checkpoint",
                "peak heap MiB");
        List<Integer> counts = switch (lab.effort()) {
            case SMOKE -> List.of(100, 1_000);
            case QUICK -> List.of(10_000, 100_000);
            case FULL -> List.of(10_000, 100_000, 1_000_000, 10_000_000);
        };
        try (ServerProcess server = lab.server()) {
            counts.forEach(count -> row(table, count, compare(lab, server, count)));
        }
        table.note("Alternating pairs, fewer for the longest lists; lowest..highest in brackets.");
        return table;
    }

    private static Comparison compare(Lab lab, ServerProcess server, int count) {
        int pairs = lab.effort().pick(1, 2, count > 1_000_000 ? 2 : 5);
        // The small lists take several rounds for one of the large ones, so that no sample is of a few milliseconds.
        int rounds = lab.effort().pick(1, 3, count > 100_000 ? 1 : 7);
        lab.tell(count + " checkpoints");
        return Comparison.of(
                lab,
                server,
                sized(lab, Client.of("OkHttp, discard", "OkHttpList"), count, rounds),
                sized(lab, Client.of("Modelkeep", "ModelkeepList"), count, rounds),
                pairs,
                count);
    }

    private static Client sized(Lab lab, Client client, int count, int rounds) {
        return client.with("count", count)
                .with("rounds", rounds)
                .with("warmup", lab.effort().pick(1, 3, 5))
                .with("warmupCount", lab.effort().pick(100, 20_000, 100_000));
    }

    private static void row(ResultTable table, int count, Comparison compared) {
        table.row(
                String.format(Locale.ROOT, "%,d", count),
                compared.ratio(Measure.WALL).map(Median::ratio).orElseThrow(),
                compared.ratio(Measure.CPU).map(Median::ratio).orElseThrow(),
                String.format(Locale.ROOT, "%.2f", compared.floorEach(Measure.WALL) / 1e3),
                Cells.number(compared.each(Measure.WALL).map(nanos -> nanos / 1e3), 2),
                Cells.number(compared.each(Measure.ALLOCATED), 0),
                Cells.number(compared.round(Measure.PEAK_HEAP).map(bytes -> bytes / (1 << 20)), 0));
    }
}
