package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A benchmark of the pages and deletions per second for 1 to 64 threads on one {@code ModelkeepClient}. */
final class CallersBenchmark implements Benchmark {

    private static final List<Integer> LATENCIES = List.of(0, 5);

    @Override
    public String name() {
        return "callers";
    }

    @Override
    public ResultTable run(Lab lab) {
        ResultTable table = new ResultTable(
                "Concurrent callers on one Stores",
                "each call",
                "latency ms",
                "threads",
                "OkHttp, calls/s",
                "Modelkeep, max-concurrency = threads, calls/s",
                "wall, OkHttp = 1",
                "Modelkeep, max-concurrency = 4, calls/s");
        List<Integer> crowds = switch (lab.effort()) {
            case SMOKE -> List.of(2);
            case QUICK -> List.of(1, 8, 64);
            case FULL -> List.of(1, 2, 4, 8, 16, 32, 64);
        };
        for (int latency : lab.effort() == Effort.SMOKE ? List.of(1) : LATENCIES) {
            try (ServerProcess server = lab.server("latencyMillis=" + latency)) {
                for (String work : List.of("list", "delete")) {
                    crowds.forEach(threads -> row(lab, server, table, work, latency, threads));
                }
            }
        }
        table.note("A page of 100 checkpoints, or the deletion of one, a call. Medians of alternating pairs.");
        return table;
    }

    private static void row(Lab lab, ServerProcess server, ResultTable table, String work, int latency, int threads) {
        // About a second for each: with latency, threads are what makes calls quick.
        int calls = lab.effort().pick(20, 500, latency == 0 ? 10_000 : 150 * threads + 500);
        int pairs = lab.effort().pick(1, 1, 3);
        lab.tell(work + " by " + threads + " threads at " + latency + " ms");
        Client floor = sized(lab, Client.of("OkHttp", "OkHttpCallers"), work, threads, calls);
        Client wide = sized(lab, Client.of("Modelkeep", "ModelkeepCallers"), work, threads, calls)
                .with("concurrency", threads);
        Comparison compared = Comparison.of(lab, server, floor, wide, pairs, calls);
        List<Sample> bounded = lab.run(wide.with("concurrency", 4), server, calls);
        table.row(
                work.equals("list") ? "a page" : "a deletion",
                Integer.toString(latency),
                Integer.toString(threads),
                perSecond(compared.floorEach(Measure.WALL)),
                perSecond(compared.each(Measure.WALL).orElseThrow()),
                compared.ratio(Measure.WALL).map(Median::ratio).orElseThrow(),
                perSecond(Median.of(bounded.stream()
                                .map(sample -> sample.each(Measure.WALL))
                                .toList())
                        .value()));
    }

    private static Client sized(Lab lab, Client client, String work, int threads, int calls) {
        return client.with("work", work)
                .with("threads", threads)
                .with("count", calls)
                .with("warmup", 1)
                .with("warmupCount", lab.effort().pick(20, 500, 5_000))
                .with("rounds", lab.effort().pick(1, 1, 3));
    }

    private static String perSecond(double nanosEach) {
        return String.format(Locale.ROOT, "%,.0f", 1e9 / nanosEach);
    }
}
