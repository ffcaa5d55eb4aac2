package io.modelkeep.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One side of a comparison: its name in the table, and the command that runs it. Immutable. */
final class Client {

    private static final String PACKAGE = "io.modelkeep.benchmarks.client.";

    private final String label;
    private final List<String> start;
    private final List<String> end;
    private final Map<String, String> options;

    private Client(String label, List<String> start, List<String> end, Map<String, String> options) {
        this.label = label;
        this.start = start;
        this.end = end;
        this.options = options;
    }

    /** A main class of the client package, in a JVM of this class path. */
    static Client of(String label, String mainClass) {
        return of(label, System.getProperty("java.class.path"), PACKAGE + mainClass);
    }

    /** A main class in a JVM of another class path. */
    static Client of(String label, String classPath, String mainClass) {
        // The collector that a JVM of one processor takes, also where it has more.
        return new Client(
                label, List.of(java(), "-XX:+UseSerialGC", "-Xmx512m"), List.of("-cp", classPath, mainClass), Map.of());
    }

    /** A program that is no JVM. */
    static Client ofCommand(String label, String... command) {
        return new Client(label, List.of(command), List.of(), Map.of());
    }

    /** A command that is given neither port nor arguments. */
    static Client ofWholeCommand(String label, List<String> command) {
        String script = command.stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec ", ""));
        // What follows the script is to the shell the script's name, and nobody asks for that.
        return new Client(label, List.of("sh", "-c", script), List.of(), Map.of());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The same under another name. */
    Client named(String newLabel) {
        return new Client(newLabel, start, end, options);
    }

    /** The same with flags for the JVM, which win over those before. */
    Client flags(String... flags) {
        List<String> longer = new ArrayList<>(start);
        longer.addAll(List.of(flags));
        return new Client(label, List.copyOf(longer), end, options);
    }

    /** The same, where it is a JVM, without the compiler that makes long runs fast: for runs whose figures nobody looks at. */
    Client brief() {
        return end.contains("-cp") ? flags("-XX:TieredStopAtLevel=1") : this;
    }

    /** The same with another {@code key=value} argument. */
    Client with(String key, long value) {
        return with(key, Long.toString(value));
    }

    /** The same with another {@code key=value} argument. */
    Client with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(key, value);
        return new Client(label, start, end, more);
    }

    /** The value of a numeric argument. */
    long number(String key, long fallback) {
        return Long.parseLong(options.getOrDefault(key, Long.toString(fallback)));
    }

    String label() {
        return label;
    }

    /** The whole command against a server on a port. */
    List<String> command(int port) {
        List<String> command = new ArrayList<>(start);
        command.addAll(end);
        command.add(Integer.toString(port));
        options.forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }
}
