package io.modelkeep.simulator.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenSimulatorTest {
    private BasetenSimulator simulator = BasetenSimulator.start();
    private Client client = new Client(simulator.baseUrl().toString(), simulator.apiKey());

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(BasetenSimulatorBuilder builder) {
        simulator.close();
        simulator = builder.start();
        client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
    }

    private HttpResponse<String> models(String... authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(simulator.baseUrl().resolve("/v1/models"));
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return client.http().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theBaseUrlHasNoPath() {
        assertThat(simulator.baseUrl()).hasScheme("http").hasHost("127.0.0.1").hasPath("");
    }

    @Test
    void theKeyIsAPrefixAndASecretUnlessGiven() {
        try (BasetenSimulator other = BasetenSimulator.start();
                BasetenSimulator given =
                        BasetenSimulator.builder().apiKey("k-1").start()) {
            assertThat(simulator.apiKey()).matches("[0-9a-f]{8}\\.[0-9a-f]{40}").isNotEqualTo(other.apiKey());
            assertThat(given.apiKey()).isEqualTo("k-1");
        }
        assertThatThrownBy(() -> BasetenSimulator.builder().apiKey("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothSchemesAreAccepted() throws Exception {
        assertThat(models("Api-Key " + simulator.apiKey()).statusCode()).isEqualTo(200);
        assertThat(models("Bearer " + simulator.apiKey()).statusCode()).isEqualTo(200);
    }

    @Test
    void noKeyAWrongOneAndAnotherSchemeAreUnauthorized() throws Exception {
        for (HttpResponse<String> response : List.of(
                models(),
                models(simulator.apiKey()),
                models("Api-Key " + simulator.apiKey() + "x"),
                models("Bearer x"),
                models("Basic " + simulator.apiKey()))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
        }
    }

    @Test
    void anOlderServerRefusesBearer() throws Exception {
        restart(BasetenSimulator.builder().withoutBearer());

        assertThat(models("Bearer " + simulator.apiKey()).statusCode()).isEqualTo(401);
        assertThat(models("Api-Key " + simulator.apiKey()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/models/",
                "/v1/models/a/b",
                "/v1/models/a%2Fb",
                "/v1/loops/checkpoints/",
                "/v1/loops/runs//",
                "/models"
            })
    void anUnknownPathIsNotTheServicesOwnNotFound(String path) throws Exception {
        HttpResponse<String> response = client.delete(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(response.body()).startsWith("<!doctype html>");
    }

    @Test
    void anotherMethodOfAKnownPathNamesThoseItHas() throws Exception {
        HttpResponse<String> response = client.post("/v1/models/a", "{}");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, DELETE");
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/none",
                "/v1/models/none/deployments",
                "/v1/models/none/deployments/none",
                "/v1/models/none/environments",
                "/v1/teams/none/models",
                "/v1/training_projects/none/jobs",
                "/v1/training_projects/none/jobs/none",
                "/v1/training_projects/none/jobs/none/checkpoints",
                "/v1/training_projects/none/jobs/none/checkpoint_files",
                "/v1/loops/runs/none",
                "/v1/loops/checkpoints/none/files"
            })
    void missingItem_isNotFound(String path) throws Exception {
        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
        assertThat(simulator.exchanges().get(0).operation()).isPresent();
    }

    @Test
    void eachRoute_hasASeparateLimit_withTheWaitInTheBodyOnly() throws Exception {
        restart(BasetenSimulator.builder().rateLimit(2, Duration.ofMinutes(1)));
        String run = simulator.addRun("Qwen/Qwen3-8B");
        List<String> ids = simulator.addLoopsCheckpoints(run, 3);

        client.delete("/v1/loops/checkpoints/" + ids.get(0));
        client.delete("/v1/loops/checkpoints/" + ids.get(1));
        HttpResponse<String> third = client.delete("/v1/loops/checkpoints/" + ids.get(2));
        JsonNode body = Client.json(third);

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(body.fieldNames()).toIterable().containsExactly("error", "retry_after");
        assertThat(body.get("error").textValue()).isEqualTo("Rate limit exceeded. Please try again later.");
        assertThat(body.get("retry_after").intValue()).isBetween(50, 60);
        assertThat(third.headers().firstValue("Retry-After")).isEmpty();
        assertThat(simulator.loopsCheckpoints(run)).hasSize(1);
        assertThat(client.get("/v1/loops/runs").statusCode()).isEqualTo(200);
        assertThat(client.get("/v1/teams").statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestWithAWrongKeyDoesNotCount() throws Exception {
        restart(BasetenSimulator.builder().rateLimit(1, Duration.ofMinutes(1)));

        assertThat(models("Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(models("Bearer " + simulator.apiKey()).statusCode()).isEqualTo(200);
        assertThat(models("Bearer " + simulator.apiKey()).statusCode()).isEqualTo(429);
    }

    @Test
    void badSettingsAreRefused() {
        BasetenSimulatorBuilder builder = BasetenSimulator.builder();

        assertThatThrownBy(() -> builder.rateLimit(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.rateLimit(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.refusalStatus(404)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.port(simulator.baseUrl().getPort()).start())
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void allOperationsAreKnown() {
        assertThatThrownBy(() -> simulator.inject("x", SimulatedFault.stall()))
                .hasMessageContaining(
                        "[list-models, get-model, delete-model, list-deployments, get-deployment,"
                                + " delete-deployment, deactivate-deployment, list-environments, list-projects, list-jobs, get-job,"
                                + " search-jobs, list-job-checkpoints, list-job-files, list-runs, get-run, delete-run,"
                                + " deactivate-run, list-loops-checkpoints, delete-loops-checkpoint, list-loops-files, list-teams]");
    }

    @Test
    void aFaultMeetsTheOperationAndTheTeamListIsAModelList() throws Exception {
        String team = simulator.addTeam("research");
        simulator.inject("list-models", SimulatedFault.status(503));

        assertThat(client.get("/v1/teams/" + team + "/models").statusCode()).isEqualTo(503);
        assertThat(client.get("/v1/models").statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletionCanBeDenied() throws Exception {
        String model = simulator.addModel("m");
        simulator.inject("delete-model", SimulatedFault.editJson(tombstone -> {
            tombstone.put("deleted", false);
            return tombstone;
        }));

        assertThat(client.delete("/v1/models/" + model).body())
                .isEqualTo("{\"id\":\"" + model + "\",\"deleted\":false}");
    }

    @Test
    void idsAreUniqueAndTheSameAtEachRunAndTimesRise() throws Exception {
        try (BasetenSimulator other = BasetenSimulator.start()) {
            List<String> ids = new ArrayList<>(simulator.addLoopsCheckpoints(simulator.addRun("b"), 3000));

            assertThat(other.addLoopsCheckpoints(other.addRun("b"), 3000)).isEqualTo(ids);
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-Za-z]{8}"));
            assertThat(ids).isNotEqualTo(ids.stream().sorted().toList());
        }
        assertThat(simulator.loopsCheckpoints(simulator.runs().get(0)))
                .extracting(SimulatedLoopsCheckpoint::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
        String createdAt =
                Client.json(client.get("/v1/teams")).at("/teams/0/created_at").textValue();
        assertThat(Instant.parse(createdAt))
                .isBefore(simulator
                        .loopsCheckpoints(simulator.runs().get(0))
                        .get(0)
                        .createdAt());
    }

    @Test
    void negativeCountsAreRefused() {
        String model = simulator.addModel("m");
        String run = simulator.addRun("b");
        String job = simulator.addJob(simulator.addProject("p"));

        assertThatThrownBy(() -> simulator.addDeployments(model, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addLoopsCheckpoints(run, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addJobCheckpoints(job, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addFile(job, "f", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingEndsBothServersAndKeepsTheState() throws Exception {
        String run = simulator.addRun("b");
        String checkpoint = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 5);
        simulator.addFile(checkpoint, "weights", 5);
        URI file = URI.create(Client.json(client.get("/v1/loops/checkpoints/" + checkpoint + "/files"))
                .at("/presigned_urls/0/url")
                .textValue());

        simulator.close();

        assertThatThrownBy(() -> client.get("/v1/models")).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> client.http().send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
        assertThat(simulator.loopsCheckpoints(run)).hasSize(1);
        assertThat(simulator.exchanges()).hasSize(1);
    }
}
