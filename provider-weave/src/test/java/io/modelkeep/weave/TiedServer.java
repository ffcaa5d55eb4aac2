package io.modelkeep.weave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A server of one model with versions that were created in the same instant, which it gives in another order each time, as a
 * database may that sorts by time alone.
 */
final class TiedServer implements AutoCloseable {

    static final String MODEL = "tied";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Instant> versions = new HashMap<>();
    private Random random = new Random(0);
    private final MockWebServer server = new MockWebServer();

    TiedServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    String query = Objects.requireNonNull(request.getBody()).utf8();
                    return new MockResponse.Builder()
                            .body(json.writeValueAsString(answer(json.readTree(query))))
                            .build();
                } catch (JsonProcessingException noJson) {
                    return new MockResponse.Builder().code(400).build();
                }
            }
        });
        server.setServerSocketFactory(new PromptSockets());
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Begins again without versions, and with other chances. */
    synchronized void restart(long seed) {
        versions.clear();
        random = new Random(seed);
    }

    /** Adds versions that were created at the same instant. */
    synchronized void add(int instant, int count) {
        for (int i = 0; i < count; i++) {
            String digest = Integer.toString(versions.size()) + "-";
            versions.put(digest + "d".repeat(43 - digest.length()), START.plusMillis(instant));
        }
    }

    synchronized List<String> digests() {
        return List.copyOf(versions.keySet());
    }

    synchronized void delete(String digest) {
        versions.remove(digest);
    }

    Map<String, String> config() {
        return Map.of(
                "provider",
                "weave",
                "weave.base-url",
                "http://127.0.0.1:" + server.getPort(),
                "weave.api-key",
                "some-key",
                "weave.entity",
                WeaveRun.ENTITY,
                "weave.project",
                WeaveRun.PROJECT);
    }

    private synchronized Map<String, Object> answer(JsonNode query) {
        List<Map.Entry<String, Instant>> ordered = new ArrayList<>(versions.entrySet());
        Collections.shuffle(ordered, random);
        ordered.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
        return Map.of(
                "objs",
                ordered.stream()
                        .skip(query.path("offset").asLong())
                        .limit(query.path("limit").asLong())
                        .map(entry -> row(MODEL, entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** A version as the object query answers it, with what is needed. */
    static Map<String, @Nullable Object> row(String objectId, String digest, Instant createdAt) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("project_id", WeaveRun.ENTITY + "/" + WeaveRun.PROJECT);
        row.put("object_id", objectId);
        row.put("digest", digest);
        row.put("created_at", createdAt.toString());
        row.put("kind", "object");
        row.put("base_object_class", "Model");
        return row;
    }

    @Override
    public void close() {
        server.close();
    }
}
