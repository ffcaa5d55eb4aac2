package io.modelkeep.benchmarks;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each benchmark does its work, at sizes that measure nothing: its processes run, their items are counted, its table is whole. */
class SmokeTest {

    /** How many rows each table has. */
    private static final Map<String, Integer> ROWS = Map.ofEntries(
            entry("list", 6),
            entry("prefetch", 4),
            entry("scan", 2),
            entry("memory", 10),
            entry("scale", 2),
            entry("callers", 2),
            entry("delete", 3),
            entry("delete-many", 3),
            entry("start", 3),
            entry("cli-start", 3),
            entry("retention", 1),
            entry("pieces", 5));

    static Stream<Named<Benchmark>> benchmarks() {
        return Benchmarks.all().stream().map(benchmark -> Named.of(benchmark.name(), benchmark));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("benchmarks")
    void fillsItsTable(Benchmark benchmark) {
        ResultTable table = benchmark.run(new Lab(Machine.here(), Effort.SMOKE));

        assertThat(ROWS).containsEntry(benchmark.name(), table.rows().size());
        assertThat(table.rows()).allSatisfy(row -> assertThat(row).doesNotContain(""));
    }

    @Test
    void everyBenchmarkHasItsOwnName() {
        assertThat(Benchmarks.all().stream().map(Benchmark::name)).doesNotHaveDuplicates();
    }
}
