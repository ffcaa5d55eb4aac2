package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;

/** A simulator, and a client other than ours, which also makes the mistakes ours does not make. */
abstract class AnotherClient<S extends Simulator> {

    final ExchangeValidator validator;
    final S simulator;

    /** What words in capitals stand for in a target. */
    final Map<String, String> names = new HashMap<>();

    private final ApiDocument document;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AnotherClient(String provider, S simulator) {
        this.document = ApiDocument.of(provider);
        this.validator = new ExchangeValidator(document);
        this.simulator = simulator;
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    /** Sends a request with the key, and with the body as JSON unless it is empty. */
    final Exchange exchange(String method, String target, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(method, target, body).header("Authorization", "Bearer " + simulator.apiKey());
        return exchange(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
    }

    final HttpRequest.Builder request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + named(target)))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(named(body)));
    }

    private String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    /** The exchange as the simulator recorded it, with the content type that came back. */
    final Exchange exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        List<Exchange> recorded =
                simulator.exchanges().stream().map(Exchange::of).toList();
        Exchange last = recorded.get(recorded.size() - 1);
        assertThat(last.answer()).map(Exchange.Answer::body).contains(response.body());
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        return last.answered(response.statusCode(), contentType, response.body());
    }

    static int status(Exchange exchange) {
        return exchange.answer().orElseThrow().status();
    }

    final void assertAnswered(int status, Exchange exchange) {
        assertThat(status(exchange)).as(exchange.toString()).isEqualTo(status);
        assertThat(validator.violations(exchange)).as(exchange.toString()).isEmpty();
    }

    /** That each of these is answered as documented, and that all operations of the document are among them but those named. */
    final void assertAllAnswered(Collection<String> missing, List<Exchange> exchanges) {
        Set<String> seen = new TreeSet<>(missing);
        assertThat(exchanges).allSatisfy(exchange -> {
            assertAnswered(200, exchange);
            seen.add(validator.operation(exchange).orElseThrow().id());
        });
        assertThat(document.operations()).extracting(ApiOperation::id).containsExactlyInAnyOrderElementsOf(seen);
    }

    /** That the document does not allow the request, and the simulator refuses it as documented. */
    final void assertRefused(int status, Exchange exchange) {
        assertThat(validator.requestViolations(exchange))
                .as(exchange.toString())
                .isNotEmpty();
        assertThat(status(exchange)).as(exchange.toString()).isEqualTo(status);
        assertThat(validator.responseViolations(exchange))
                .as(exchange.toString())
                .isEmpty();
    }

    final void assertRefusedWithoutKey(String method, String target) throws IOException, InterruptedException {
        Exchange exchange = exchange(request(method, target, ""));
        assertThat(validator.requestViolations(exchange)).contains("the Authorization header is missing");
        assertThat(status(exchange)).isEqualTo(401);
        assertThat(validator.responseViolations(exchange)).isEmpty();
    }

    /** That what a fault spoils in an answer is found, and nothing else. */
    final void assertFound(
            String operation, SimulatedFault fault, String method, String target, String body, String violation)
            throws IOException, InterruptedException {
        simulator.inject(operation, fault);
        assertThat(validator.violations(exchange(method, target, body)))
                .as(fault.toString())
                .containsExactly(violation);
    }
}
