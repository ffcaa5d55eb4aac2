package io.modelkeep.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that measures: what stands above each table, and which processors the two sides are bound to. */
final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path SELF = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final List<Integer> processors;
    private final boolean canBind;

    private Machine(List<Integer> processors, boolean canBind) {
        this.processors = processors;
        this.canBind = canBind;
    }

    static Machine here() {
        List<Integer> processors = line(SELF, ALLOWED)
                .map(text -> processors(text.substring(ALLOWED.length()).strip()))
                .orElse(List.of());
        boolean canBind = processors.size() > 1
                && Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        return new Machine(processors, canBind);
    }

    /** Parses a list of processors such as {@code 0-3,6}. */
    static List<Integer> processors(String list) {
        List<Integer> all = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", -1);
            for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                all.add(i);
            }
        }
        return all;
    }

    /** Returns the machine without processes bound to a processor. */
    Machine unbound() {
        return new Machine(processors, false);
    }

    /** Returns the prefix of a server's command, which is empty if processes cannot be bound. */
    List<String> bindServer() {
        return bind(0);
    }

    /** Returns the prefix of a client's command. */
    List<String> bindClient() {
        return bind(1);
    }

    private List<String> bind(int index) {
        return canBind ? List.of("taskset", "-c", Integer.toString(processors.get(index))) : List.of();
    }

    /** Returns a description in one line of Markdown. */
    String description() {
        String cpu = line(CPU_INFO, "model name")
                .map(text -> text.substring(text.indexOf(':') + 1).strip())
                .orElse(System.getProperty("os.arch"));
        String load =
                line(LOAD, "").map(text -> text.substring(0, text.indexOf(' '))).orElse("unknown");
        long memory = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %d GiB, %s %s, JDK %s (%s); %s; load before: %s.",
                Runtime.getRuntime().availableProcessors(),
                cpu,
                Math.round(memory / (double) (1L << 30)),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                canBind
                        ? "the server bound to one processor, the clients to another"
                        : "no process bound to a processor",
                load);
    }

    private static Optional<String> line(Path file, String start) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start)).findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
