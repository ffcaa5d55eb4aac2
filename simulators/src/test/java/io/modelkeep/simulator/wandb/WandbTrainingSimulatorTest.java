package io.modelkeep.simulator.wandb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WandbTrainingSimulatorTest {
    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final Client client = new Client(simulator);
    private final String model = simulator.addModel("p", "n");

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void theBaseUrlEndsInTheVersion() {
        assertThat(simulator.baseUrl()).hasScheme("http").hasHost("127.0.0.1").hasPath("/v1");
        assertThat(simulator.baseUrl().getPort()).isPositive();
    }

    @Test
    void eachSimulatorHasItsOwnKeyUnlessGivenOne() {
        try (WandbTrainingSimulator other = WandbTrainingSimulator.start();
                WandbTrainingSimulator given =
                        WandbTrainingSimulator.builder().apiKey("k-1").start()) {
            assertThat(simulator.apiKey()).matches("[0-9a-f]{40}").isNotEqualTo(other.apiKey());
            assertThat(given.apiKey()).isEqualTo("k-1");
        }
        assertThatThrownBy(() -> WandbTrainingSimulator.builder().apiKey("a b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGivenPortIsTakenAndATakenOneIsRefused() throws Exception {
        int port = simulator.baseUrl().getPort();

        assertThatThrownBy(() -> WandbTrainingSimulator.builder().port(port).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));

        simulator.close();
        try (WandbTrainingSimulator again =
                WandbTrainingSimulator.builder().port(port).start()) {
            assertThat(again.baseUrl()).isEqualTo(simulator.baseUrl());
            assertThat(new Client(again).get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theLogHoldsRequestsAsReceivedAndAnswersAsSent() throws Exception {
        simulator.addCheckpoints(model, 2);

        HttpResponse<String> response = client.deleteSteps(model, "[1]");
        client.get("/preview/models/a%20b/checkpoints?after=x%2Fy&limit=5");

        RecordedExchange deletion = simulator.exchanges().get(0);
        assertThat(deletion.operation()).hasValue("delete-checkpoints");
        assertThat(deletion.method()).isEqualTo("DELETE");
        assertThat(deletion.path()).isEqualTo("/v1/preview/models/" + model + "/checkpoints");
        assertThat(deletion.query()).isEmpty();
        assertThat(deletion.headers().get("AUTHORIZATION")).containsExactly("Bearer " + simulator.apiKey());
        assertThat(deletion.headers().get("content-type")).containsExactly("application/json");
        assertThat(deletion.bodyText()).isEqualTo("{\"steps\":[1]}");
        assertThat(deletion.body()).isEqualTo("{\"steps\":[1]}".getBytes(StandardCharsets.UTF_8));
        assertThat(deletion.changedState()).isTrue();
        assertThat(deletion.status()).hasValue(200);
        assertThat(deletion.responseBody()).isEqualTo(response.body());
        assertThat(deletion.toString())
                .isEqualTo("DELETE /v1/preview/models/" + model + "/checkpoints -> 200, state changed");
        RecordedExchange list = simulator.exchanges().get(1);
        assertThat(list.path()).isEqualTo("/v1/preview/models/a%20b/checkpoints");
        assertThat(list.query()).hasValue("after=x%2Fy&limit=5");
        assertThat(list.body()).isEmpty();
        assertThat(list.changedState()).isFalse();
    }

    @Test
    void theLogHoldsFailedRequestsToo() throws Exception {
        simulator.inject("health", SimulatedFault.status(503));
        client.get("/health");
        client.get("/nowhere");
        client.get("/preview/models");
        new Client(simulator.baseUrl().toString(), "wrong").delete("/preview/models/" + model);

        assertThat(simulator.exchanges())
                .extracting(RecordedExchange::toString)
                .containsExactly(
                        "GET /v1/health -> 503",
                        "GET /v1/nowhere -> 404",
                        "GET /v1/preview/models -> 405",
                        "DELETE /v1/preview/models/" + model + " -> 401");
        assertThat(simulator.exchanges().get(1).operation()).isEmpty();
        assertThat(simulator.exchanges().get(3).operation()).hasValue("delete-model");
        simulator.clearExchanges();
        assertThat(simulator.exchanges()).isEmpty();
    }

    @Test
    void aFaultOnALaterPageMeetsThatPage() throws Exception {
        simulator.addCheckpoints(model, 3);
        simulator.injectOnCall("list-checkpoints", 3, SimulatedFault.status(500));

        List<Integer> statuses = List.of(
                client.get(Client.checkpoints(model)).statusCode(),
                client.get(Client.checkpoints(model)).statusCode(),
                client.get(Client.checkpoints(model)).statusCode(),
                client.get(Client.checkpoints(model)).statusCode());

        assertThat(statuses).containsExactly(200, 200, 500, 200);
    }

    @Test
    void unplayedFaults_areReported_andUnknownOperationsRefused() {
        simulator.inject("delete-model", SimulatedFault.stall());

        assertThat(simulator.unconsumedFaults()).containsExactly("delete-model: stall");
        assertThatThrownBy(() -> simulator.inject("models", SimulatedFault.stall()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("create-model")
                .hasMessageContaining("delete-model")
                .hasMessageContaining("list-checkpoints")
                .hasMessageContaining("delete-checkpoints")
                .hasMessageContaining("health");
    }

    @Test
    void concurrentDeletionsAreCarriedOutOneByOne() {
        simulator.addCheckpoints(model, 40);

        List<CompletableFuture<HttpResponse<String>>> deletions = IntStream.rangeClosed(1, 40)
                .mapToObj(step -> client.request("DELETE", Client.checkpoints(model), "{\"steps\":[" + step + "]}"))
                .map(request -> client.http().sendAsync(request.build(), BodyHandlers.ofString()))
                .toList();

        assertThat(deletions)
                .allSatisfy(deletion -> assertThat(
                                deletion.get(10, TimeUnit.SECONDS).body())
                        .isEqualTo("{\"deleted_count\":1,\"not_found_steps\":[]}"));
        assertThat(simulator.checkpoints(model)).isEmpty();
        assertThat(simulator.exchanges()).hasSize(40).allMatch(RecordedExchange::changedState);
    }

    @Test
    @Timeout(30)
    void closingEndsStalledDrippingAndEndlessAnswersAndLeavesNoThread() throws Exception {
        simulator.addCheckpoints(model, 3);
        simulator.inject("delete-model", SimulatedFault.stall());
        simulator.inject("list-checkpoints", SimulatedFault.drip(Duration.ofHours(1)));
        simulator.inject("list-checkpoints", SimulatedFault.delay(Duration.ofHours(1)));
        simulator.inject("health", SimulatedFault.endlessBody());
        List<CompletableFuture<HttpResponse<String>>> waiting = List.of(
                start("DELETE", "/preview/models/" + model),
                start("GET", Client.checkpoints(model)),
                start("GET", Client.checkpoints(model)),
                start("GET", "/health"));
        while (simulator.exchanges().size() < 4) {
            Thread.onSpinWait();
        }

        simulator.close();
        simulator.close();

        assertThat(waiting)
                .allSatisfy(answer -> assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(IOException.class));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("MockWebServer")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThatThrownBy(() -> client.get("/health")).isInstanceOf(ConnectException.class);
        assertThat(simulator.checkpoints(model)).hasSize(3);
    }

    private CompletableFuture<HttpResponse<String>> start(String method, String path) {
        return client.http()
                .sendAsync(
                        client.request(method, path, null)
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void metricsKeepTheirOrder() throws Exception {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("z", 1.0);
        metrics.put("a", 2.5);
        simulator.addCheckpoint(model, 4, metrics);

        assertThat(client.get(Client.checkpoints(model)).body()).contains("\"metrics\":{\"z\":1.0,\"a\":2.5}");
    }
}
