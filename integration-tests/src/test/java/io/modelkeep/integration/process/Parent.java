package io.modelkeep.integration.process;

import io.modelkeep.config.StoreConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The test that started this process; used in a process that {@link ChildJvm} started, by one thread. */
public final class Parent {

    static final String RESULT = "RESULT ";

    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /** The settings it sent. */
    public StoreConfig.Builder settings() {
        StoreConfig.Builder settings = StoreConfig.builder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int equals = line.indexOf('=');
            settings.set(line.substring(0, equals), line.substring(equals + 1));
        }
        return settings;
    }

    /** Waits for the next line it says. */
    public String line() {
        try {
            String line = input.readLine();
            if (line == null) {
                throw new IllegalStateException("the test has gone");
            }
            return line;
        } catch (IOException failed) {
            throw new IllegalStateException("the test has gone", failed);
        }
    }

    /** Tells it what came of all this: words without blanks, by name. */
    public void tell(Map<String, ?> results) {
        System.out.println(RESULT
                + results.entrySet().stream()
                        .map(entry -> entry.getKey() + "="
                                + entry.getValue().toString().replace(' ', '_'))
                        .collect(Collectors.joining(" ")));
    }

    /** How many bytes this process holds, rubbish collected. */
    public static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
