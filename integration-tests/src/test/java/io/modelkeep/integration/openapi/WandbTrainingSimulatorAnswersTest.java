package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.Fault;
import io.modelkeep.simulator.WandbTrainingSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator answers a client other than ours, which also makes the mistakes ours does not make. */
class WandbTrainingSimulatorAnswersTest {

    private final ExchangeValidator validator = new ExchangeValidator(ApiDocument.wandbTraining());
    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String model = "";

    @BeforeEach
    void addModel() {
        model = simulator.addModel("project", "agent");
        simulator.addCheckpoints(model, 3);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    /** Sends a request with the key, and with the body as JSON unless it is empty. */
    private Exchange exchange(String method, String target, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(method, target, body).header("Authorization", "Bearer " + simulator.apiKey());
        return exchange(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + target.replace("MODEL", model)))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    /** The exchange as the simulator recorded it, with the content type that came back. */
    private Exchange exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        List<Exchange> recorded =
                simulator.exchanges().stream().map(Exchange::of).toList();
        Exchange last = recorded.get(recorded.size() - 1);
        assertThat(last.answer()).map(Exchange.Answer::body).contains(response.body());
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        return last.answered(response.statusCode(), contentType, response.body());
    }

    private static int status(Exchange exchange) {
        return exchange.answer().orElseThrow().status();
    }

    @Test
    void eachOperationIsAnsweredAsDocumented() throws Exception {
        List<Exchange> exchanges = List.of(
                exchange("GET", "/health", ""),
                exchange("GET", "/preview/base-models", ""),
                exchange("POST", "/preview/models", "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}"),
                exchange(
                        "POST",
                        "/preview/models",
                        "{\"entity\":null,\"project\":\"p\",\"name\":\"m\",\"base_model\":\"b\"}"),
                exchange("GET", "/preview/models/MODEL/checkpoints", ""),
                exchange("GET", "/preview/models/MODEL/checkpoints?limit=1&order=desc", ""),
                exchange("DELETE", "/preview/models/MODEL/checkpoints", "{\"steps\":[1,-5,99]}"),
                exchange("DELETE", "/preview/models/MODEL/checkpoints", "{\"steps\":[]}"),
                exchange("DELETE", "/preview/models/MODEL", ""));
        Set<String> seen = new TreeSet<>();
        assertThat(exchanges).allSatisfy(exchange -> {
            assertThat(status(exchange)).isEqualTo(200);
            assertThat(validator.violations(exchange)).isEmpty();
            seen.add(validator.operation(exchange).orElseThrow().id());
        });
        assertThat(ApiDocument.wandbTraining().operations())
                .extracting(ApiOperation::id)
                .containsExactlyInAnyOrderElementsOf(seen);
    }

    @Test
    void whatNeedsNoKeyIsAnsweredWithoutOne() throws Exception {
        for (String open : List.of("/health", "/preview/base-models")) {
            Exchange exchange = exchange(request("GET", open, ""));
            assertThat(status(exchange)).isEqualTo(200);
            assertThat(validator.violations(exchange)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /preview/models",
        "DELETE, /preview/models/MODEL",
        "GET, /preview/models/MODEL/checkpoints",
        "DELETE, /preview/models/MODEL/checkpoints"
    })
    void whatNeedsAKeyIsRefusedWithoutOne(String method, String target) throws Exception {
        Exchange exchange = exchange(request(method, target, ""));
        assertThat(validator.requestViolations(exchange)).contains("the Authorization header is missing");
        assertThat(status(exchange)).isEqualTo(401);
        assertThat(validator.responseViolations(exchange)).isEmpty();
    }

    private void assertInvalid(Exchange exchange) {
        assertThat(validator.requestViolations(exchange))
                .as(exchange.toString())
                .isNotEmpty();
        assertThat(status(exchange)).isEqualTo(422);
        assertThat(validator.responseViolations(exchange)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"steps\":null}",
                "{\"steps\":7}",
                "{\"steps\":[\"a\"]}",
                "{\"steps\":[1.5]}",
                "{\"steps\":[null,{}]}"
            })
    void aBodyThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertInvalid(exchange("DELETE", "/preview/models/MODEL/checkpoints", body));
        assertThat(simulator.checkpoints(model)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=101", "limit=ten", "limit=", "order=sideways", "order=", "limit=0&order=x"})
    void aQueryThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String query) throws Exception {
        assertInvalid(exchange("GET", "/preview/models/MODEL/checkpoints?" + query, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":\"p\",\"name\":\"n\"}",
                "{\"project\":1,\"name\":\"n\",\"base_model\":\"b\"}",
                "{\"project\":\"p\",\"name\":null,\"base_model\":\"b\"}",
                "{\"entity\":[],\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}",
                "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":\"perhaps\"}",
                "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":null}"
            })
    void aModelThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertInvalid(exchange("POST", "/preview/models", body));
        assertThat(simulator.models()).hasSize(1);
    }

    @Test
    void anAnswerThatIsSpoiltOnTheWayIsFound() throws Exception {
        Map<Fault, String> spoilt = Map.of(
                Fault.editJson(answer -> {
                    answer.remove("deleted_count");
                    return answer;
                }),
                "body of the 200 required property 'deleted_count' not found",
                Fault.editJson(answer -> {
                    answer.put("not_found_steps", List.of("1"));
                    return answer;
                }),
                "body of the 200 /not_found_steps/0 string found, integer expected",
                Fault.damagedJson(),
                "body of the 200 is not one JSON value",
                Fault.answer(200, "text/html", "<html></html>"),
                "body of the 200 is text/html, which is not in the document",
                Fault.answer(200, "application/json", "{\"deleted_count\":0}"),
                "body of the 200 required property 'not_found_steps' not found",
                Fault.status(204),
                "the status 204 is not in the document");
        for (Map.Entry<Fault, String> fault : spoilt.entrySet()) {
            simulator.inject("delete-checkpoints", fault.getKey());
            assertThat(validator.violations(exchange("DELETE", "/preview/models/MODEL/checkpoints", "{\"steps\":[1]}")))
                    .as(fault.getKey().toString())
                    .containsExactly(fault.getValue());
        }
    }
}
