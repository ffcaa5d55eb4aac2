package io.modelkeep.benchmarks.server;

import java.time.Duration;

/**
 * The options of a server, as {@code key=value} arguments.
 *
 * @param latency the delay of each answer
 * @param count the number of rows of a list whose request does not name it
 * @param pageSize the maximum number of rows of a page
 */
record Options(Duration latency, long count, int pageSize) {

    static Options of(String... arguments) {
        Options options = new Options(Duration.ZERO, 100_000, 100);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("not key=value: " + argument);
            }
            options = options.with(parts[0], parts[1]);
        }
        return options;
    }

    private Options with(String key, String value) {
        return switch (key) {
            case "latencyMillis" -> new Options(Duration.ofMillis(Long.parseLong(value)), count, pageSize);
            case "count" -> new Options(latency, Long.parseLong(value), pageSize);
            case "pageSize" -> new Options(latency, count, Integer.parseInt(value));
            default -> throw new IllegalArgumentException("no such option: " + key);
        };
    }
}
