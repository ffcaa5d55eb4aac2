package io.modelkeep.simulator.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.WeaveClient;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaveSimulatorTest {
    private WeaveSimulator simulator = WeaveSimulator.start();
    private WeaveClient weave = new WeaveClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(WeaveSimulator.Builder builder) {
        simulator.close();
        simulator = builder.start();
        weave = new WeaveClient(simulator);
    }

    private HttpResponse<String> authorized(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + WeaveClient.MODELS));
        return weave.http()
                .http()
                .send(request.header("Authorization", authorization).build(), BodyHandlers.ofString());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theKeyIsABearerTokenOrThePasswordOfAnyUser() throws Exception {
        String key = simulator.apiKey();

        for (String good : List.of("Bearer " + key, "bearer " + key, basic("api:" + key), basic(":" + key))) {
            assertThat(authorized(good).statusCode()).as(good).isEqualTo(200);
        }
        List<String> bad = List.of(
                "Bearer x",
                basic("api:x"),
                basic(key),
                basic(key + ":"),
                "Basic " + key,
                "Basic ?",
                "Token " + key,
                key);
        for (String wrong : bad) {
            WeaveClient.assertReason(authorized(wrong), 401, "401 Error");
        }
    }

    @Test
    void aMissingKeyIsRefusedEverywhereButOnTheServiceRoutes() throws Exception {
        for (String path : List.of("/health", "/server_info", WeaveClient.MODELS)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
                    .build();
            assertThat(weave.http()
                            .http()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(path.equals(WeaveClient.MODELS) ? 401 : 200);
        }
    }

    @Test
    void server_reportsItsVersions() throws Exception {
        JsonNode info = Client.json(weave.http().get("/server_info"));

        assertThat(info.get("min_required_weave_python_version").textValue()).isNotEmpty();
        assertThat(info.get("trace_server_version").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /v2/e/p/model, 404",
        "GET, /v2/e/p/models/, 404",
        "GET, /v2/e/p/models/m/versions, 404",
        "GET, /v2/e/p/models/a%2Fb/versions/x/y, 404",
        "PUT, /v2/e/p/models, 405",
        "GET, /v2/e/p/models/m, 405",
        "GET, /objs/query, 405",
        "DELETE, /obj/delete, 405",
    })
    void missingRoute_isAnsweredAsByFastApi(String method, String path, int status) throws Exception {
        HttpResponse<String> response = weave.http().send(method, path, null);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .isEqualTo(status == 404 ? "{\"detail\":\"Not Found\"}" : "{\"detail\":\"Method Not Allowed\"}");
        assertThat(simulator.exchanges().get(0).operation()).isEmpty();
    }

    @Test
    void aServerOfOnesOwnHasABasePath() throws Exception {
        restart(WeaveSimulator.builder().basePath("/traces"));
        simulator.addModel("e", "p", "m");

        assertThat(simulator.baseUrl().getPath()).isEqualTo("/traces");
        assertThat(weave.found("")).containsExactly("m:0");
        assertThat(weave.readModel("m", "latest").statusCode()).isEqualTo(200);
        Client elsewhere = new Client("http://127.0.0.1:" + simulator.baseUrl().getPort(), simulator.apiKey());
        assertThat(elsewhere.get(WeaveClient.MODELS).statusCode()).isEqualTo(404);
        assertThat(elsewhere.get("/tracesv2/e/p/models").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> WeaveSimulator.builder().basePath("/traces/"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeaveSimulator.builder().basePath("traces"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aForbiddenProjectIsForbiddenByEachRoute() throws Exception {
        String id = simulator.addModel("e", "p", "m");
        simulator.forbid("e", "p");

        List<HttpResponse<String>> responses = List.of(
                weave.create("n", "s"),
                weave.http().get(WeaveClient.MODELS),
                weave.readModel(id, "latest"),
                weave.delete(id, List.of()),
                weave.query(""),
                weave.readObject(id, "latest"),
                weave.deleteObject(id, "null"));

        for (HttpResponse<String> response : responses) {
            WeaveClient.assertReason(response, 403, "Forbidden");
        }
        assertThat(simulator.models("e", "p")).containsExactly(id);
        assertThat(weave.http().get("/v2/e/other/models").statusCode()).isEqualTo(200);
    }

    @Test
    void aRateLimitIsMet() throws Exception {
        restart(WeaveSimulator.builder().rateLimit(2, Duration.ofSeconds(1000)));
        weave.query("");
        weave.http().get("/health");
        weave.query("");

        HttpResponse<String> refused = weave.query("");

        WeaveClient.assertReason(refused, 429, "429 Error");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(900L, 1000L);
        assertThat(weave.http().get("/health").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> WeaveSimulator.builder().rateLimit(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST   | /v2/e/p/models              | {}                                                        | create-model",
                "POST   | /objs/query                 | {}                                                        | list-models",
                "POST   | /objs/query                 | damaged                                                   | list-models",
                "POST   | /objs/query                 | {\"filter\":{\"latest_only\":true}}                       | list-models",
                "POST   | /objs/query                 | {\"filter\":{\"object_ids\":[],\"latest_only\":true}}     | list-models",
                "POST   | /objs/query                 | {\"filter\":{\"object_ids\":[\"m\"]}}                     | list-versions",
                "POST   | /objs/query                 | {\"filter\":{\"object_ids\":[\"m\"],\"latest_only\":false}} | list-versions",
                "POST   | /objs/query                 | {\"filter\":{\"object_ids\":[\"m\"],\"latest_only\":true}} | get-model",
                "DELETE | /v2/e/p/models/m?digests=x  |                                                           | delete-versions",
                "DELETE | /v2/e/p/models/m            | [\"x\"]                                                   | delete-versions",
                "DELETE | /v2/e/p/models/m            | []                                                        | delete-model",
                "DELETE | /v2/e/p/models/m?limit=1    |                                                           | delete-model",
                "POST   | /obj/delete                 | {\"digests\":[\"x\"]}                                     | delete-versions",
                "POST   | /obj/delete                 | {\"digests\":[]}                                          | delete-model",
                "POST   | /obj/delete                 | {}                                                        | delete-model",
                "GET    | /v2/e/p/models              |                                                           | v2-list-models",
                "GET    | /v2/e/p/models/m/versions/x |                                                           | v2-read-model",
                "POST   | /obj/read                   | {}                                                        | read-object",
                "GET    | /health                     |                                                           | health",
                "GET    | /server_info                |                                                           | server-info",
            })
    void aFaultMeetsWhatTheRequestIsFor(String method, String path, String body, String operation) throws Exception {
        simulator.inject(operation, SimulatedFault.status(599));

        assertThat(weave.http().send(method, path, body).statusCode()).isEqualTo(599);
        assertThat(simulator.exchanges().get(0).operation()).isEqualTo(Optional.of(operation));
    }

    @Test
    void anUnknownOperationIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> simulator.inject("models", SimulatedFault.stall()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("create-model, list-models, list-versions, get-model, delete-versions, "
                        + "delete-model, v2-list-models, v2-read-model, read-object, add-tags, remove-tags, set-aliases, "
                        + "remove-aliases, health, server-info");
    }

    @Test
    void addedItems_areListed() throws Exception {
        String model = simulator.addModel("e", "p", "My Model");
        List<String> added = simulator.addVersions("e", "p", model, 2);
        String sdk = simulator.addModelWithoutSource("e", "p", "Sdk.Model");
        simulator.addVersions("e", "p", sdk, 1);
        String data = simulator.addObject("e", "p", "Dataset", "Data");
        String op = simulator.addOp("e", "p", "op");

        assertThat(List.of(model, sdk, data, op)).containsExactly("my_model", "Sdk.Model", "Data", "op");
        assertThat(added).hasSize(2).doesNotHaveDuplicates();
        assertThat(simulator.models("e", "p")).containsExactly(model, sdk);
        assertThat(simulator.models("e", "other")).isEmpty();
        List<SimulatedVersion> versions = simulator.versions("e", "p", model);
        assertThat(versions).extracting(SimulatedVersion::versionIndex).containsExactly(0, 1, 2);
        assertThat(versions).extracting(SimulatedVersion::createdAt).isSorted().doesNotHaveDuplicates();
        assertThat(versions.subList(1, 3)).extracting(SimulatedVersion::digest).isEqualTo(added);
        assertThat(weave.readModel(model, added.get(1)).statusCode()).isEqualTo(200);
        assertThat(weave.found("\"filter\":{\"leaf_object_classes\":[\"SdkModel\"]}"))
                .containsExactly("Sdk.Model:0", "Sdk.Model:1");
        assertThat(simulator.versions("e", "p", "nothing")).isEmpty();
    }

    @Test
    void theSameContentHasTheSameDigestInEverySimulator() {
        String id = simulator.addModel("e", "p", "m");
        try (WeaveSimulator other = WeaveSimulator.start()) {
            other.addModel("x", "y", "m");

            assertThat(other.versions("x", "y", id).get(0).digest())
                    .isEqualTo(simulator.versions("e", "p", id).get(0).digest());
        }
    }

    @Test
    void anAliasMovesToTheVersionItIsSetOn() throws Exception {
        String id = simulator.addModel("e", "p", "m");
        String first = simulator.versions("e", "p", id).get(0).digest();
        String second = simulator.addVersions("e", "p", id, 1).get(0);
        simulator.setAlias("e", "p", id, first, "best");
        simulator.setAlias("e", "p", id, second, "best");

        assertThat(weave.found("\"filter\":{\"aliases\":[\"best\"]}")).containsExactly("m:1");
        simulator.delete("e", "p", id, second);
        assertThat(weave.readObject(id, "best").statusCode()).isEqualTo(404);
    }

    @Test
    void aVersionCanBeDeletedBehindTheClientsBack() throws Exception {
        String id = simulator.addModel("e", "p", "m");
        String second = simulator.addVersions("e", "p", id, 1).get(0);

        simulator.delete("e", "p", id, second);

        assertThat(weave.found("")).containsExactly("m:0");
        assertThat(simulator.deletedVersions("e", "p", id))
                .extracting(SimulatedVersion::digest)
                .containsExactly(second);
        assertThat(simulator.exchanges()).hasSize(1);
        assertThatThrownBy(() -> simulator.delete("e", "p", id, second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void invalidValue_isRefused() {
        String id = simulator.addModel("e", "p", "m");
        String digest = simulator.versions("e", "p", id).get(0).digest();

        List<ThrowingCallable> wrong = List.of(
                () -> simulator.addModel("e", "p", "M"),
                () -> simulator.addModel("e", "p", "a:b"),
                () -> simulator.addObject("e", "p", "Dataset", "m"),
                () -> simulator.addModelWithoutSource("e", "p", "my model"),
                () -> simulator.addOp("e", "p", ""),
                () -> simulator.addVersions("e", "p", "n", 1),
                () -> simulator.addVersions("e", "q", "m", 1),
                () -> simulator.addVersions("e", "p", "m", -1),
                () -> simulator.setAlias("e", "p", "m", "v0", "best"),
                () -> simulator.setAlias("e", "p", "m", digest, "latest"),
                () -> simulator.setAlias("e", "p", "m", digest, "v7"),
                () -> simulator.addTag("e", "p", "n", digest, "good"),
                () -> simulator.delete("e", "p", "m", "latest"),
                () -> simulator.passTime(Duration.ofSeconds(-1)));

        assertThat(wrong).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
        assertThat(simulator.versions("e", "p", "m")).hasSize(1);
    }

    @Test
    void time_startsAtTheConfiguredInstant() {
        restart(WeaveSimulator.builder().startTime(Instant.parse("2024-02-29T12:00:00.0019Z")));
        simulator.addModel("e", "p", "m");

        assertThat(simulator.versions("e", "p", "m").get(0).createdAt())
                .isEqualTo(Instant.parse("2024-02-29T12:00:00.002Z"));
    }

    @Test
    void portAndKeyCanBeChosen() throws Exception {
        int port = simulator.baseUrl().getPort();
        restart(WeaveSimulator.builder().port(port).apiKey("my-key"));

        assertThat(simulator.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:" + port));
        assertThat(simulator.apiKey()).isEqualTo("my-key");
        assertThat(authorized("Bearer my-key").statusCode()).isEqualTo(200);
    }
}
