package io.modelkeep.simulator.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request as received. Header names are looked up ignoring case. */
public record Request(
        String method, String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers, ByteString body) {

    public static Request of(RecordedRequest recorded) {
        String target = recorded.getTarget();
        int mark = target.indexOf('?');
        ByteString body = recorded.getBody();
        return new Request(
                recorded.getMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? null : target.substring(mark + 1),
                headers(recorded.getHeaders()),
                body == null ? ByteString.EMPTY : body);
    }

    /** Returns this request with another JSON body. */
    public Request withBody(String json) {
        return new Request(method, rawPath, rawQuery, headers, ByteString.encodeUtf8(json));
    }

    /** Returns this request with another query. */
    public Request withQuery(String query) {
        return new Request(method, rawPath, query, headers, body);
    }

    private static Map<String, List<String>> headers(Headers received) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < received.size(); i++) {
            headers.computeIfAbsent(received.name(i), name -> new ArrayList<>()).add(received.value(i));
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    /**
     * Returns the path as a Python web framework routes it. It is decoded as a whole, so that an encoded slash
     * separates segments.
     */
    public String path() {
        return decoded(rawPath.replace("+", "%2B"));
    }

    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    /** Returns the value of a query parameter, the last one if it is repeated. */
    public @Nullable String queryValue(String name) {
        List<String> values = queryValues(name);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** Returns all values of a query parameter, in order. */
    public List<String> queryValues(String name) {
        List<String> values = new ArrayList<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (key.equals(name)) {
                values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
