package io.modelkeep.benchmarks.server;

import java.util.Locale;
import java.util.Optional;

/** A request as it was read: the head as text, the body as bytes. Parts are looked up when asked for. */
final class BenchmarkRequest {

    private final String head;
    private final byte[] body;
    private final String method;
    private final String path;
    private final String query;

    BenchmarkRequest(String head, byte[] body) {
        this.head = head;
        this.body = body;
        int target = head.indexOf(' ') + 1;
        int end = head.indexOf(' ', target);
        int mark = head.indexOf('?', target);
        int pathEnd = mark < 0 || mark > end ? end : mark;
        this.method = head.substring(0, target - 1);
        this.path = head.substring(target, pathEnd);
        this.query = pathEnd == end ? "" : head.substring(pathEnd + 1, end);
    }

    String method() {
        return method;
    }

    /** Returns the path without the query, still escaped. */
    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    /** Returns the value of a query parameter, still escaped. */
    Optional<String> query(String name) {
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            int next = end < 0 ? query.length() : end;
            if (query.startsWith(name, from) && query.startsWith("=", from + name.length())) {
                return Optional.of(query.substring(from + name.length() + 1, next));
            }
            from = next + 1;
        }
        return Optional.empty();
    }

    /** Returns the value of a header. */
    Optional<String> header(String name) {
        return header(head, name);
    }

    static Optional<String> header(String head, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int line = head.indexOf("\r\n") + 2;
        while (line > 1 && line < head.length()) {
            int end = head.indexOf("\r\n", line);
            int next = end < 0 ? head.length() : end;
            if (head.regionMatches(true, line, wanted, 0, wanted.length())
                    && head.startsWith(":", line + wanted.length())) {
                return Optional.of(
                        head.substring(line + wanted.length() + 1, next).strip());
            }
            line = next + 2;
        }
        return Optional.empty();
    }
}
