package io.modelkeep.integration.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between an adapter and Prism, and keeps what Prism had against each request, which an adapter does not tell. It can
 * also answer in Prism's place, for Prism always says the same and never that something is not there.
 */
final class Judge implements AutoCloseable {

    /** The client sets these itself, or lets nobody set them. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("accept-encoding", "connection", "content-length", "expect", "host", "upgrade");

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final HttpServer server;
    private final URI prism;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Judged> judged = new CopyOnWriteArrayList<>();
    private final Queue<Exchange.Answer> instead = new ConcurrentLinkedQueue<>();

    /**
     * A request and what Prism made of it.
     *
     * @param objection empty where it had none
     */
    record Judged(Exchange exchange, Optional<String> objection) {}

    Judge(URI prism) throws IOException {
        this.prism = prism;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** What Prism was asked, in order. */
    List<Judged> judged() {
        return List.copyOf(judged);
    }

    /** Answers the next request with this JSON, and does not let Prism see it. */
    void answerNext(int status, String json) {
        instead.add(new Exchange.Answer(status, Optional.of("application/json"), json));
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Exchange.Answer scripted = instead.poll();
            Exchange.Answer answer = scripted == null ? asked(http, body) : scripted;
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", answer.contentType().orElse(""));
            http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            http.getResponseBody().write(bytes);
        }
    }

    private Exchange.Answer asked(HttpExchange http, String body) throws IOException {
        URI target = http.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prism + target.toString()))
                .timeout(LONGEST_ANSWER)
                .method(
                        http.getRequestMethod(),
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        http.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<String> response = sent(request.build());
        Optional<String> contentType = response.headers().firstValue("Content-Type");
        Exchange.Answer answer = new Exchange.Answer(response.statusCode(), contentType, response.body());
        Exchange exchange = new Exchange(
                http.getRequestMethod(),
                target.getRawPath(),
                Optional.ofNullable(target.getRawQuery()),
                http.getRequestHeaders(),
                body,
                Optional.of(answer));
        Optional<String> objection = objection(response);
        judged.add(new Judged(exchange, objection));
        // An adapter that is refused may end the test before it gets to what was judged.
        objection.ifPresent(words -> System.out.println("Prism objects to " + exchange + ": " + words));
        return answer;
    }

    private HttpResponse<String> sent(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Prism says what is wrong in a header where the document has an answer for it, and else in an answer of its own. */
    private static Optional<String> objection(HttpResponse<String> response) {
        Optional<String> violations = response.headers().firstValue("sl-violations");
        boolean own = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        return violations.or(() -> own ? Optional.of(response.body()) : Optional.empty());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
