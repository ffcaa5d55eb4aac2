package io.modelkeep.benchmarks.client;

import java.util.HashMap;
import java.util.Map;

/** The arguments of a client: the server's port, then {@code key=value}. */
final class Arguments {

    private final int port;
    private final Map<String, String> values = new HashMap<>();

    Arguments(String... arguments) {
        this.port = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            values.put(parts[0], parts[1]);
        }
    }

    int port() {
        return port;
    }

    /** Returns the server's origin, without a slash at the end. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }

    String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    long number(String key, long fallback) {
        return Long.parseLong(text(key, Long.toString(fallback)));
    }

    /** Returns the number of items of a measured round. */
    long count() {
        return number("count", 100_000);
    }

    int limit() {
        return (int) number("limit", 100);
    }

    /** Returns the id of the run with that many checkpoints. */
    static String run(long count) {
        return "run-" + count;
    }

    /** Returns the path of the list with that many checkpoints. */
    static String listPath(long count) {
        return "/v1/preview/models/" + run(count) + "/checkpoints";
    }
}
