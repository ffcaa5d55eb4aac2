package io.modelkeep.baseten;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.fixture.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A server without state and without the simulator's code: each request gets the next of its answers, and the last one again
 * and again. A request without an answer gets 404 in HTML.
 */
final class RawBaseten implements AutoCloseable {

    final ManualTime time = new ManualTime();
    final ModelkeepClient stores;
    private final MockWebServer server = new MockWebServer();
    private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    record Answer(int status, String type, String body) {}

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", body);
    }

    static Answer own(int status) {
        return json(status, "{\"code\":\"X\",\"message\":\"the service says " + status + "\"}");
    }

    static Answer html(int status) {
        return new Answer(status, "text/html", "<h1>" + status + "</h1>");
    }

    RawBaseten() {
        this(Map.of());
    }

    RawBaseten(Map<String, String> settings) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String line = request.getMethod() + " " + request.getTarget();
                asked.add(line);
                Answer answer = next(line);
                return new MockResponse.Builder()
                        .code(answer.status())
                        .setHeader("Content-Type", answer.type())
                        .body(answer.body())
                        .build();
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        String origin = "http://127.0.0.1:" + server.getPort();
        stores = ModelkeepClient.open(StoreConfig.builder()
                .settings(
                        Map.of("provider", "baseten", "baseten.base-url", origin, "baseten.api-key", "abcd1234.secret"))
                .settings(settings)
                .timeSource(time)
                .clock(time.clock())
                .build());
    }

    /** Sets the answers to a request, such as {@code DELETE /v1/models/m1}. */
    RawBaseten on(String request, Answer... inOrder) {
        answers.put(request, new ArrayList<>(List.of(inOrder)));
        return this;
    }

    /** How often the client waited before a second read. */
    long pauses() {
        return time.sleeps().stream().filter(Duration.ofSeconds(3)::equals).count();
    }

    /** What was asked, in the order received. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    long asked(String request) {
        return asked.stream().filter(request::equals).count();
    }

    private synchronized Answer next(String request) {
        List<Answer> left = answers.getOrDefault(request, List.of(html(404)));
        return left.size() > 1 ? left.remove(0) : left.get(0);
    }

    @Override
    public void close() {
        stores.close();
        server.close();
    }
}
