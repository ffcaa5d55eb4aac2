package io.modelkeep.integration.openapi;

import io.modelkeep.simulator.exchange.RecordedExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it was sent, and the answer where a whole one was.
 *
 * @param path still percent-encoded, and without what the server's URL ends in
 * @param query still percent-encoded, without the question mark
 * @param headers found in upper or lower case
 */
record Exchange(
        String method,
        String path,
        Optional<String> query,
        Map<String, List<String>> headers,
        String body,
        Optional<Answer> answer) {

    /**
     * An answer as it was sent.
     *
     * @param contentType empty where it was not recorded, and then taken for JSON
     */
    record Answer(int status, Optional<String> contentType, String body) {}

    Exchange {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** The log does not tell an answer that was cut from a whole one: leave out what a fault cut. */
    static Exchange of(RecordedExchange recorded) {
        Optional<Answer> answer = recorded.status().isPresent()
                ? Optional.of(new Answer(recorded.status().getAsInt(), Optional.empty(), recorded.responseBody()))
                : Optional.empty();
        return new Exchange(
                recorded.method(), recorded.path(), recorded.query(), recorded.headers(), recorded.bodyText(), answer);
    }

    static Exchange of(String method, String path) {
        return new Exchange(method, path, Optional.empty(), Map.of(), "", Optional.empty());
    }

    Exchange withQuery(String newQuery) {
        return new Exchange(method, path, Optional.of(newQuery), headers, body, answer);
    }

    Exchange withHeader(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new Exchange(method, path, query, more, body, answer);
    }

    Exchange withBody(String contentType, String newBody) {
        return new Exchange(method, path, query, headers, newBody, answer).withHeader("Content-Type", contentType);
    }

    Exchange answered(int status, String contentType, String newBody) {
        Answer newAnswer = new Answer(status, Optional.of(contentType), newBody);
        return new Exchange(method, path, query, headers, body, Optional.of(newAnswer));
    }

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public String toString() {
        return method + " " + path + answer.map(sent -> " -> " + sent.status()).orElse(" -> no whole answer");
    }
}
