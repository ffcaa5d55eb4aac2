package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A comparison of bulk deletions with the same requests, sent as fast as concurrency and rate limit allow. */
final class DeleteManyBenchmark implements Benchmark {

    /** The value of {@code baseten.max-requests-per-second} without an effective rate limit. */
    private static final int UNPACED = 10_000;

    private static final int PACE = 100;

    private static final int USUAL_LATENCY = 20;

    /**
     * A bulk deletion.
     *
     * @param service as the clients know it
     * @param count how many ids
     * @param requests how many requests, the one that reads included
     * @param perSecond the pace of the deletions; 0 where the library has none
     */
    private record Work(String service, String label, int count, int requests, int perSecond) {

        Work unpaced() {
            return new Work(service, label, count, requests, UNPACED);
        }
    }

    @Override
    public String name() {
        return "delete-many";
    }

    @Override
    public ResultTable run(Lab lab) {
        ResultTable table = new ResultTable(
                "Bulk deletions",
                "deletion",
                "requests",
                "latency ms",
                "concurrency",
                "pace a second",
                "wall, ideal = 1",
                "ideal, wall ms",
                "Modelkeep, wall ms",
                "Modelkeep, CPU ms",
                "KB allocated a request");
        int many = lab.effort().pick(250, 10_000, 10_000);
        int some = lab.effort().pick(10, 1_000, 1_000);
        int batches = (many + 99) / 100;
        Work steps = new Work("WANDB_TRAINING", "W&B Training, " + number(many) + " steps", many, batches, 0);
        Work digests = new Work("WEAVE", "Weave, " + number(many) + " digests", many, batches + 1, 0);
        Work ids = new Work("BASETEN", "Baseten Loops, " + number(some) + " ids", some, some + 1, PACE);
        if (lab.effort() == Effort.SMOKE) {
            rows(lab, table, 1, List.of(2), List.of(steps, digests, ids));
        } else {
            rows(lab, table, USUAL_LATENCY, List.of(4, 16), List.of(steps, digests, ids, ids.unpaced()));
            for (int latency : List.of(0, 5, 100)) {
                rows(lab, table, latency, List.of(4), List.of(steps, digests, ids.unpaced()));
            }
        }
        table.note(
                "Ideal: OkHttp with the same requests, as many at once and a second, each beginning as soon as one of the "
                        + "threads is free; answers are thrown away. Read before the deletions, and so also in the ideal: on Weave "
                        + "whether the name is a model's, on Baseten what the run has. W&B Training has nothing to read.");
        table.note(
                "Medians of alternating pairs, lowest..highest in brackets; the server answers in no less than the latency.");
        return table;
    }

    private static void rows(Lab lab, ResultTable table, int latency, List<Integer> concurrencies, List<Work> all) {
        try (ServerProcess server = lab.server("latencyMillis=" + latency)) {
            for (Work work : all) {
                for (int concurrency : concurrencies) {
                    row(table, work, latency, concurrency, compare(lab, server, work, latency, concurrency));
                }
            }
        }
    }

    private static Comparison compare(Lab lab, ServerProcess server, Work work, int latency, int concurrency) {
        lab.tell(work.label() + " at " + latency + " ms, " + concurrency + " at once");
        int pairs = lab.effort().pick(1, 1, latency == USUAL_LATENCY ? 3 : 1);
        return Comparison.of(
                lab,
                server,
                sized(lab, Client.of("OkHttp, the same requests", "OkHttpDeleteMany"), work, latency, concurrency),
                sized(lab, Client.of("Modelkeep", "ModelkeepDeleteMany"), work, latency, concurrency),
                pairs,
                work.count());
    }

    private static Client sized(Lab lab, Client client, Work work, int latency, int concurrency) {
        // Without latency a round is short, and what is measured is the code: so more of them, on warmer code.
        int rounds = latency == 0 ? 9 : 3;
        Client sized = client.with("service", work.service())
                .with("concurrency", concurrency)
                .with("count", work.count())
                .with("rounds", lab.effort().pick(1, 1, work.perSecond() == PACE ? 1 : rounds))
                .with("warmup", lab.effort().pick(1, 2, latency == 0 ? 20 : 3))
                .with(
                        "warmupCount",
                        latency == 0 ? work.count() : Math.min(work.count(), work.perSecond() > 0 ? 100 : 2_000));
        return work.perSecond() > 0 ? sized.with("perSecond", work.perSecond()) : sized;
    }

    private static void row(ResultTable table, Work work, int latency, int concurrency, Comparison compared) {
        table.row(
                work.label(),
                number(work.requests()),
                Integer.toString(latency),
                Integer.toString(concurrency),
                work.perSecond() == 0
                        ? "–"
                        : work.perSecond() == UNPACED ? "lifted" : Integer.toString(work.perSecond()),
                compared.ratio(Measure.WALL).map(Median::ratio).orElseThrow(),
                millis(compared.floorEach(Measure.WALL) * work.count()),
                millis(compared.round(Measure.WALL).orElseThrow()),
                millis(compared.round(Measure.CPU).orElseThrow()),
                Cells.number(compared.round(Measure.ALLOCATED).map(bytes -> bytes / 1e3 / work.requests()), 1));
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%,.0f", nanos / 1e6);
    }
}
