package io.modelkeep.benchmarks;

import io.modelkeep.benchmarks.pieces.PagePieces;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JMH benchmark of the parts of reading one page. */
final class PiecesBenchmark implements Benchmark {

    private static final Map<String, String> PIECES = Map.of(
            "tokens", "JSON tokens alone",
            "numbers", "tokens, and numbers by the fast double parser",
            "databind", "databind into records, default",
            "databindFast", "databind into records, fast double parser",
            "library", "**Modelkeep**, the whole page over loopback");

    @Override
    public String name() {
        return "pieces";
    }

    @Override
    public ResultTable run(Lab lab) {
        lab.tell("pieces, by JMH");
        int millis = lab.effort().pick(10, 500, 1_000);
        int iterations = lab.effort().pick(1, 3, 5);
        OptionsBuilder options = new OptionsBuilder();
        options.include(PagePieces.class.getName())
                .forks(lab.effort().pick(0, 1, 3))
                .warmupIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgs("-XX:+UseSerialGC", "-Xmx512m")
                .addProfiler(GCProfiler.class);
        try {
            return table(new Runner(options.build()).run());
        } catch (RunnerException failed) {
            throw new IllegalStateException("JMH did not finish", failed);
        }
    }

    private static ResultTable table(Collection<RunResult> results) {
        ResultTable table = new ResultTable(
                "The pieces of reading a page of 100 checkpoints", "piece", "µs", "error", "bytes allocated");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            table.row(
                    PIECES.getOrDefault(time.getLabel(), time.getLabel()),
                    String.format(Locale.ROOT, "%.1f", time.getScore()),
                    String.format(Locale.ROOT, "± %.1f", time.getScoreError()),
                    bytes == null ? "–" : String.format(Locale.ROOT, "%,.0f", bytes.getScore()));
        }
        table.note(
                "JMH's average time with its 99.9 % error. The library's server answers from within the same process.");
        return table;
    }
}
