package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of planning over many checkpoints in memory, compared with one iteration and one sort. */
final class RetentionBenchmark implements Benchmark {

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public ResultTable run(Lab lab) {
        ResultTable table = new ResultTable(
                "Plan retention by rules of every kind",
                "checkpoints",
                "wall, one pass + one sort = 1",
                "CPU, one pass + one sort = 1",
                "pass and sort, ns a checkpoint",
                "plan, ns a checkpoint",
                "plan, bytes allocated a checkpoint");
        List<Integer> counts = switch (lab.effort()) {
            case SMOKE -> List.of(1_000);
            case QUICK -> List.of(10_000, 100_000);
            case FULL -> List.of(100_000, 1_000_000, 10_000_000);
        };
        counts.forEach(count -> row(table, count, compare(lab, count)));
        table.note(
                "Checkpoints of eight metrics, listed in no order. The pass reads step, id, time and each metric; the sort "
                        + "is of an array of them by step. The plan is made from the same objects and not written. "
                        + "Medians of alternating pairs, lowest..highest in brackets.");
        return table;
    }

    private static Comparison compare(Lab lab, int count) {
        int pairs = lab.effort().pick(1, 1, count > 1_000_000 ? 1 : 3);
        lab.tell(count + " checkpoints");
        return Comparison.of(
                lab,
                sized(lab, Client.of("pass and sort", "RetentionPlanning").with("work", "pass"), count),
                sized(lab, Client.of("Modelkeep", "RetentionPlanning").with("work", "plan"), count),
                pairs,
                count);
    }

    private static Client sized(Lab lab, Client client, int count) {
        int gibibytes = Math.max(1, Math.round(count * 1.2f / 1_000_000));
        return client.flags("-Xmx" + gibibytes + "g")
                .with("count", count)
                .with("warmup", lab.effort().pick(0, 2, 5))
                .with("warmupCount", Math.min(count, 200_000))
                .with("rounds", lab.effort().pick(1, 2, 3));
    }

    private static void row(ResultTable table, int count, Comparison compared) {
        table.row(
                String.format(Locale.ROOT, "%,d", count),
                compared.ratio(Measure.WALL).map(Median::ratio).orElseThrow(),
                compared.ratio(Measure.CPU).map(Median::ratio).orElseThrow(),
                String.format(Locale.ROOT, "%,.0f", compared.floorEach(Measure.WALL)),
                Cells.number(compared.each(Measure.WALL), 0),
                Cells.number(compared.each(Measure.ALLOCATED), 0));
    }
}
