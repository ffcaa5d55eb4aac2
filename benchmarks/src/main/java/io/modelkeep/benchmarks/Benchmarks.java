package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Optional;

/** The commands: {@code NAME [--quick]}, and {@code all}. Tables go to standard output, progress to standard error. */
public final class Benchmarks {

    private static final String ALL = "all";

    private Benchmarks() {}

    /** Returns every benchmark, in the order of the documentation. */
    static List<Benchmark> all() {
        return List.of(
                new ListBenchmark(),
                new PrefetchBenchmark(),
                new ScanBenchmark(),
                new MemoryBenchmark(),
                new ScaleBenchmark(),
                new CallersBenchmark(),
                new DeleteBenchmark(),
                new DeleteManyBenchmark(),
                new StartBenchmark(),
                new CliStartBenchmark(),
                new RetentionBenchmark(),
                new PiecesBenchmark());
    }

    /** Runs one command, or all. */
    public static void main(String... arguments) {
        List<String> given = List.of(arguments);
        Effort effort = given.contains("--quick") ? Effort.QUICK : Effort.FULL;
        Optional<String> name =
                given.stream().filter(argument -> !argument.startsWith("-")).findFirst();
        List<Benchmark> chosen = all().stream()
                .filter(benchmark -> name.isPresent()
                        && (name.get().equals(benchmark.name()) || name.get().equals(ALL)))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("name one of: "
                    + String.join(", ", all().stream().map(Benchmark::name).toList()) + ", " + ALL);
            System.exit(2);
        }
        Machine machine = Machine.here();
        System.out.println(machine.description() + "\n");
        for (Benchmark benchmark : chosen) {
            System.out.println(benchmark.run(new Lab(machine, effort)).text());
        }
    }
}
