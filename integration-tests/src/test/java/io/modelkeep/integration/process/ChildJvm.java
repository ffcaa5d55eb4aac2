package io.modelkeep.integration.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the tests' class path. It gets the settings of its stores and then words on standard input, and tells
 * results in one line; see {@link Parent}. Closing it kills it.
 */
public final class ChildJvm implements AutoCloseable {

    private static final int OUTPUT_LINES_KEPT = 200;

    private final Process process;
    private final Writer input;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private ChildJvm(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one of 64 MiB, which ends at once where that is not enough. */
    public static ChildJvm ofSmallHeap(Class<?> main, Map<String, String> settings, String... arguments) {
        return ofHeap(64, main, settings, arguments);
    }

    /** Starts one of so many mebibytes, which ends at once where they are not enough. */
    public static ChildJvm ofHeap(int mebibytes, Class<?> main, Map<String, String> settings, String... arguments) {
        return start(List.of("-Xmx" + mebibytes + "m"), main, settings, arguments);
    }

    /** Starts one. */
    public static ChildJvm of(Class<?> main, Map<String, String> settings, String... arguments) {
        return start(List.of(), main, settings, arguments);
    }

    private static ChildJvm start(
            List<String> flags, Class<?> main, Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        // An OutOfMemoryError in a thread that nobody waits for must not pass unseen.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MODELKEEP_") || name.startsWith("JDK_JAVA"));
        try {
            ChildJvm child = new ChildJvm(builder.start());
            settings.forEach((key, value) -> child.tell(key + "=" + value));
            child.tell("");
            return child;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (output.size() > OUTPUT_LINES_KEPT) {
                    output.poll();
                }
            }
        } catch (IOException killed) {
            output.add("(" + killed.getMessage() + ")");
        }
    }

    /** Says a line to it. */
    public void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException ended) {
            throw new IllegalStateException("the process has ended: " + output, ended);
        }
    }

    /** Waits for its end and returns what it told, by name. */
    public Map<String, String> result(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process did not end within " + longest + ": " + output);
        }
        reader.join();
        if (process.exitValue() != 0) {
            throw new AssertionError("the process ended with " + process.exitValue() + ": " + output);
        }
        return output.stream()
                .filter(line -> line.startsWith(Parent.RESULT))
                .reduce((one, other) -> other)
                .map(line -> fields(line.substring(Parent.RESULT.length())))
                .orElseThrow(() -> new AssertionError("the process told no result: " + output));
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split(" ", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return fields;
    }

    /** Whether it is still running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without a warning, as a machine that fails does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the process survived its killing");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
