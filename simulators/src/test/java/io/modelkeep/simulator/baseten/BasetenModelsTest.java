package io.modelkeep.simulator.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.exchange.RecordedExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenModelsTest {
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

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.get(field).textValue()));
        return texts;
    }

    private String onlyDeployment(String model) {
        return simulator.deployments(model).get(0).id();
    }

    @Test
    void aModelHasTheDocumentedFields() throws Exception {
        String model = simulator.addModel("mistral");

        JsonNode json = get("/v1/models/" + model);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "name",
                        "deployments_count",
                        "production_deployment_id",
                        "development_deployment_id",
                        "instance_type_name",
                        "team_name");
        assertThat(json.get("id").textValue()).isEqualTo(model);
        assertThat(json.get("name").textValue()).isEqualTo("mistral");
        assertThat(json.get("deployments_count").intValue()).isEqualTo(1);
        assertThat(json.get("production_deployment_id").isNull()).isTrue();
        assertThat(json.get("development_deployment_id").isNull()).isTrue();
        assertThat(get("/v1/models").get("models")).containsExactly(json);
    }

    @Test
    void aNewModelIsInNoEnvironment() throws Exception {
        String model = simulator.addModel("m");

        assertThat(simulator.deployments(model)).singleElement().satisfies(deployment -> {
            assertThat(deployment.environment()).isEmpty();
            assertThat(deployment.status()).isEqualTo("ACTIVE");
        });
        JsonNode environments = get("/v1/models/" + model + "/environments").get("environments");
        assertThat(texts(environments, "name")).containsExactly("production");
        assertThat(environments.get(0).get("current_deployment").isNull()).isTrue();
    }

    @Test
    void namesAreUniqueWithinATeamOnly() throws Exception {
        String first = simulator.addModel("same");
        String second = simulator.addModel("research", "same");
        simulator.addModel("research", "other");

        assertThat(texts(get("/v1/models?name=same").get("models"), "id")).containsExactlyInAnyOrder(first, second);
        assertThat(get("/v1/models?name=sam").get("models")).isEmpty();
        String team = texts(get("/v1/teams?name=research").get("teams"), "id").get(0);
        assertThat(get("/v1/teams/" + team + "/models").get("models")).hasSize(2);
        assertThat(texts(get("/v1/teams/" + team + "/models?name=same").get("models"), "id"))
                .containsExactly(second);
        assertThatThrownBy(() -> simulator.addModel("research", "same")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addModel("same")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneTeamIsTheDefault() throws Exception {
        String research = simulator.addTeam("research");

        JsonNode teams = get("/v1/teams").get("teams");

        assertThat(teams).hasSize(2);
        for (JsonNode team : teams) {
            assertThat(team.fieldNames()).toIterable().containsExactlyInAnyOrder("id", "name", "default", "created_at");
            assertThat(team.get("default").booleanValue())
                    .isEqualTo(!team.get("id").textValue().equals(research));
        }
        assertThat(simulator.addTeam("research")).isEqualTo(research);
    }

    @Test
    void aThousandModelsComeInOneBodyAndInNoUsefulOrder() throws Exception {
        for (int i = 0; i < 1000; i++) {
            simulator.addModel("model-" + (i + 1000));
        }

        List<String> names = texts(get("/v1/models").get("models"), "name");

        assertThat(names).hasSize(1000).doesNotHaveDuplicates();
        List<String> ascending = names.stream().sorted().toList();
        assertThat(names.get(0)).isNotIn(ascending.get(0), ascending.get(999));
        assertThat(names.get(999)).isNotIn(ascending.get(0), ascending.get(999));
    }

    @Test
    void deletingAModelTakesDeploymentsAndEnvironmentsAlsoLiveOnes() throws Exception {
        String model = simulator.addModel("m");
        simulator.promote(model, onlyDeployment(model));
        simulator.addDeployments(model, 3);
        String other = simulator.addModel("other");

        HttpResponse<String> response = client.delete("/v1/models/" + model);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"id\":\"" + model + "\",\"deleted\":true}");
        assertThat(simulator.models()).containsExactly(other);
        assertThat(simulator.deployments(model)).isEmpty();
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
        assertThat(client.get("/v1/models/" + model + "/environments").statusCode())
                .isEqualTo(404);
        assertThat(client.delete("/v1/models/" + model).statusCode()).isEqualTo(404);
        assertThat(simulator.exchanges().get(2).changedState()).isFalse();
    }

    @Test
    void aDeploymentHasTheDocumentedFields() throws Exception {
        String model = simulator.addModel("m");
        String deployment = onlyDeployment(model);
        simulator.promote(model, deployment);

        JsonNode json = get("/v1/models/" + model + "/deployments/" + deployment);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "name",
                        "model_id",
                        "is_production",
                        "is_development",
                        "status",
                        "active_replica_count",
                        "autoscaling_settings",
                        "instance_type_name",
                        "environment",
                        "labels",
                        "region",
                        "request_backpressure_settings");
        assertThat(json.get("model_id").textValue()).isEqualTo(model);
        assertThat(json.get("is_production").booleanValue()).isTrue();
        assertThat(json.get("environment").textValue()).isEqualTo("production");
        assertThat(get("/v1/models/" + model + "/deployments").get("deployments"))
                .containsExactly(json);
        assertThat(get("/v1/models/" + model + "/deployments/production")).isEqualTo(json);
        assertThat(get("/v1/models/" + model).get("production_deployment_id").textValue())
                .isEqualTo(deployment);
        assertThat(get("/v1/models/" + model + "/environments").at("/environments/0/current_deployment"))
                .isEqualTo(json);
    }

    @Test
    void deploymentsAreFoundByName() throws Exception {
        String model = simulator.addModel("m");
        String second = simulator.addDeployments(model, 2).get(0);

        JsonNode found =
                get("/v1/models/" + model + "/deployments?name=deployment-2").get("deployments");

        assertThat(texts(found, "id")).containsExactly(second);
        assertThat(get("/v1/models/" + model).get("deployments_count").intValue())
                .isEqualTo(3);
    }

    @Test
    void promotingReplacesWhatWasThere() throws Exception {
        String model = simulator.addModel("m");
        String first = onlyDeployment(model);
        String second = simulator.addDeployments(model, 1).get(0);
        simulator.promote(model, first, "staging");
        simulator.promote(model, second, "staging");
        simulator.promote(model, first, "development");

        assertThat(simulator.deployments(model))
                .extracting(SimulatedDeployment::environment)
                .containsExactly(Optional.of("development"), Optional.of("staging"));
        assertThat(get("/v1/models/" + model).get("development_deployment_id").textValue())
                .isEqualTo(first);
        assertThat(get("/v1/models/" + model + "/deployments/development")
                        .get("is_development")
                        .booleanValue())
                .isTrue();
        JsonNode environments = get("/v1/models/" + model + "/environments").get("environments");
        assertThat(texts(environments, "name")).containsExactlyInAnyOrder("production", "staging");
        for (JsonNode environment : environments) {
            assertThat(environment.fieldNames())
                    .toIterable()
                    .contains(
                            "name",
                            "created_at",
                            "model_id",
                            "current_deployment",
                            "autoscaling_settings",
                            "promotion_settings",
                            "instance_type",
                            "request_backpressure_settings");
        }
    }

    @Test
    void aDeploymentInNoEnvironmentIsDeletedForGood() throws Exception {
        String model = simulator.addModel("m");
        String deployment = simulator.addDeployments(model, 1).get(0);
        String path = "/v1/models/" + model + "/deployments/" + deployment;

        HttpResponse<String> response = client.delete(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"id\":\"" + deployment + "\",\"deleted\":true,\"model_id\":\"" + model + "\"}");
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        assertThat(client.delete(path).statusCode()).isEqualTo(404);
        assertThat(simulator.deployments(model)).hasSize(1);
        assertThat(simulator.addDeployments(model, 1)).hasSize(1);
        assertThat(simulator.deployments(model))
                .extracting(SimulatedDeployment::name)
                .containsExactly("deployment-1", "deployment-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "development", "staging"})
    void aDeploymentInAnEnvironmentStays(String environment) throws Exception {
        String model = simulator.addModel("m");
        simulator.addDeployments(model, 1);
        simulator.promote(model, onlyDeployment(model), environment);

        HttpResponse<String> response = client.delete("/v1/models/" + model + "/deployments/" + onlyDeployment(model));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
        assertThat(simulator.deployments(model)).hasSize(2);
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void theOnlyDeploymentStaysWithTheChosenStatus(int status) throws Exception {
        restart(BasetenSimulator.builder().refusalStatus(status));
        String model = simulator.addModel("m");

        HttpResponse<String> response = client.delete("/v1/models/" + model + "/deployments/" + onlyDeployment(model));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(simulator.deployments(model)).hasSize(1);
    }

    @Test
    void theWordProductionDeletesNothing() throws Exception {
        String model = simulator.addModel("m");
        simulator.addDeployments(model, 1);
        simulator.promote(model, onlyDeployment(model));

        assertThat(client.delete("/v1/models/" + model + "/deployments/production")
                        .statusCode())
                .isEqualTo(404);
        assertThat(simulator.deployments(model)).hasSize(2);
    }

    @Test
    void deactivatingKeepsTheDeployment() throws Exception {
        String model = simulator.addModel("m");
        simulator.promote(model, onlyDeployment(model));

        HttpResponse<String> response = client.post("/v1/models/" + model + "/deployments/production/deactivate", "{}");
        HttpResponse<String> again = client.send(
                "POST", "/v1/models/" + model + "/deployments/" + onlyDeployment(model) + "/deactivate", null);

        assertThat(response.body()).isEqualTo("{\"success\":true}");
        assertThat(again.body()).isEqualTo("{\"success\":true}");
        assertThat(simulator.exchanges())
                .extracting(RecordedExchange::changedState)
                .containsExactly(true, false);
        assertThat(simulator.deployments(model))
                .extracting(SimulatedDeployment::status)
                .containsExactly("INACTIVE");
        assertThat(get("/v1/models/" + model + "/deployments/production")
                        .get("active_replica_count")
                        .intValue())
                .isZero();
    }

    @Test
    void status_canBeAnUndocumentedWord() throws Exception {
        String model = simulator.addModel("m");
        simulator.setDeploymentStatus(model, onlyDeployment(model), "HIBERNATING");

        assertThat(get("/v1/models/" + model + "/deployments/" + onlyDeployment(model))
                        .get("status")
                        .textValue())
                .isEqualTo("HIBERNATING");
    }

    @Test
    void newerFieldsCanBeMissing() throws Exception {
        restart(BasetenSimulator.builder().withoutNewerFields());
        String model = simulator.addModel("m");

        assertThat(get("/v1/models/" + model + "/deployments/" + onlyDeployment(model))
                        .has("request_backpressure_settings"))
                .isFalse();
        assertThat(get("/v1/models/" + model + "/environments")
                        .at("/environments/0")
                        .has("request_backpressure_settings"))
                .isFalse();
    }

    @Test
    void missingParent_cannotBeSeeded() {
        String model = simulator.addModel("m");

        assertThatThrownBy(() -> simulator.addDeployments("none", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.promote(model, "none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.setDeploymentStatus(model, "none", "ACTIVE"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(simulator.deployments("none")).isEmpty();
    }
}
