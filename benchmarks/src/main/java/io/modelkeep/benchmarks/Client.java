package io.modelkeep.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A side of a comparison, with its name in the table and its command. Immutable. */
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

    /** Returns a client for a main class of the client package, in a JVM with this class path. */
    static Client of(String label, String mainClass) {
        return of(label, System.getProperty("java.class.path"), PACKAGE + mainClass);
    }

    /** Returns a client for a main class in a JVM with the given class path. */
    static Client of(String label, String classPath, String mainClass) {
        // The collector that a JVM of one processor takes, also where it has more.
        return new Client(
                label, List.of(java(), "-XX:+UseSerialGC", "-Xmx512m"), List.of("-cp", classPath, mainClass), Map.of());
    }

    /** Returns a client for a program that is not a JVM. */
    static Client ofCommand(String label, String... command) {
        return new Client(label, List.of(command), List.of(), Map.of());
    }

    /** Returns a client for a command without port and arguments. */
    static Client ofWholeCommand(String label, List<String> command) {
        String script = command.stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec ", ""));
        // The shell takes the argument after the script as the script's name, which is unused.
        return new Client(label, List.of("sh", "-c", script), List.of(), Map.of());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns the client under another name. */
    Client named(String newLabel) {
        return new Client(newLabel, start, end, options);
    }

    /** Returns the client with flags for the JVM, which override earlier ones. */
    Client flags(String... flags) {
        List<String> longer = new ArrayList<>(start);
        longer.addAll(List.of(flags));
        return new Client(label, List.copyOf(longer), end, options);
    }

    /** Returns the client without the optimizing compiler, if it is a JVM. It is for runs whose figures are unused. */
    Client brief() {
        return end.contains("-cp") ? flags("-XX:TieredStopAtLevel=1") : this;
    }

    /** Returns the client with a further {@code key=value} argument. */
    Client with(String key, long value) {
        return with(key, Long.toString(value));
    }

    /** Returns the client with a further {@code key=value} argument. */
    Client with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(key, value);
        return new Client(label, start, end, more);
    }

    /** Returns the value of a numeric argument. */
    long number(String key, long fallback) {
        return Long.parseLong(options.getOrDefault(key, Long.toString(fallback)));
    }

    String label() {
        return label;
    }

    /** Returns the whole command for a server on a port. */
    List<String> command(int port) {
        List<String> command = new ArrayList<>(start);
        command.addAll(end);
        command.add(Integer.toString(port));
        options.forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }
}
