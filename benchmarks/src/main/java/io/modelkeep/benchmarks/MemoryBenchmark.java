package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;

/** A long list in little memory: what stays in use while it is walked. */
final class MemoryBenchmark implements Benchmark {

    private static final int POINTS = 10;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public ResultTable run(Lab lab) {
        int count = lab.effort().pick(1_000, 100_000, 1_000_000);
        Client client = Client.of("Modelkeep", "ModelkeepMemory")
                .flags("-Xmx32m")
                .with("count", count)
                .with("points", POINTS);
        lab.tell("memory, " + count + " checkpoints");
        List<Sample> samples;
        try (ServerProcess server = lab.server()) {
            samples = lab.run(client, server, count / POINTS);
        }
        if (samples.size() != POINTS) {
            throw new IllegalStateException("the list reported memory at" + samples.size() + " points");
        }
        ResultTable table = new ResultTable(
                String.format(Locale.ROOT, "List %,d checkpoints under -Xmx32m", count),
                "checkpoints read",
                "live heap after a full collection, KiB");
        long read = 0;
        for (Sample sample : samples) {
            read += sample.value(Measure.ITEMS);
            table.row(
                    String.format(Locale.ROOT, "%,d", read),
                    String.format(Locale.ROOT, "%,d", sample.value(Measure.LIVE_HEAP) >> 10));
        }
        return table;
    }
}
