package io.modelkeep.simulator.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from the documents on demand, and lists that lag. */
class BasetenQuirksTest {
    private static final String LIVENESS_FIELDS = "is_production,is_development,environment";

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

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.get(field).textValue()));
        return texts;
    }

    @Test
    void deploymentsDoNotSayWhetherTheyServe() throws Exception {
        restart(BasetenSimulator.builder().quirks(BasetenQuirk.LIVENESS_MISSING));
        String model = simulator.addModel("agent");
        JsonNode missing =
                get("/v1/models/" + model + "/deployments").get("deployments").get(0);
        assertThat(LIVENESS_FIELDS.split(",")).noneMatch(missing::has);
        restart(BasetenSimulator.builder().quirks(BasetenQuirk.LIVENESS_NULL));
        model = simulator.addModel("agent");
        JsonNode unsaid =
                get("/v1/models/" + model + "/deployments").get("deployments").get(0);
        assertThat(LIVENESS_FIELDS.split(",")).allMatch(unsaid::has);
        assertThat(LIVENESS_FIELDS.split(",")).noneMatch(unsaid::hasNonNull);
    }

    @Test
    void aServingDeploymentIsDeletedOnlyOnDemand() throws Exception {
        for (boolean deleted : new boolean[] {false, true}) {
            restart(
                    deleted
                            ? BasetenSimulator.builder().quirks(BasetenQuirk.SERVING_IS_DELETED)
                            : BasetenSimulator.builder());
            String model = simulator.addModel("agent");
            simulator.addDeployments(model, 1);
            String serving = simulator.deployments(model).get(0).id();
            simulator.promote(model, serving);
            assertThat(client.delete("/v1/models/" + model + "/deployments/" + serving)
                            .statusCode())
                    .isEqualTo(deleted ? 200 : 400);
            assertThat(simulator.deployments(model)).hasSize(deleted ? 1 : 2);
        }
    }

    @Test
    void aListOfCheckpointsIgnoresItsFilterOrOmitsTheRun() throws Exception {
        restart(BasetenSimulator.builder().quirks(BasetenQuirk.RUN_FILTER_IGNORED));
        String run = simulator.addRun("base");
        String other = simulator.addRun("base");
        simulator.addLoopsCheckpoints(run, 1);
        simulator.addLoopsCheckpoints(other, 1);
        assertThat(texts(get("/v1/loops/checkpoints?run_id=" + run).get("checkpoints"), "run_id"))
                .containsExactlyInAnyOrder(run, other);
        restart(BasetenSimulator.builder().quirks(BasetenQuirk.RUN_ID_MISSING));
        run = simulator.addRun("base");
        simulator.addLoopsCheckpoints(run, 1);
        JsonNode row =
                get("/v1/loops/checkpoints?run_id=" + run).get("checkpoints").get(0);
        assertThat(row.has("run_id")).isFalse();
        assertThat(row.has("id")).isTrue();
    }

    @Test
    void aModelDoesNotSayWhetherItServesProduction() throws Exception {
        String model = simulator.addModel("agent");
        simulator.addModel("other");
        simulator.hideProduction(model);
        assertThat(get("/v1/models/" + model).has("production_deployment_id")).isFalse();
        assertThat(get("/v1/models").get("models").findValues("production_deployment_id"))
                .hasSize(1);
    }

    @Test
    void aKeyMayNotListTeams() throws Exception {
        restart(BasetenSimulator.builder().quirks(BasetenQuirk.TEAMS_FORBIDDEN));
        HttpResponse<String> teams = client.get("/v1/teams");
        assertThat(teams.statusCode()).isEqualTo(403);
        assertThat(Client.json(teams).get("message").textValue()).isNotBlank();
        assertThat(client.get("/v1/models").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfFilesAreShorterThanRequested() throws Exception {
        simulator.limitFilePages(2);
        String checkpoint = simulator.addLoopsCheckpoint(simulator.addRun("base"), "a", "sampler", 0);
        for (int i = 0; i < 3; i++) {
            simulator.addFile(checkpoint, "part-" + i, 1);
        }
        String path = "/v1/loops/checkpoints/" + checkpoint + "/files?page_size=1000";
        JsonNode first = get(path);
        assertThat(first.get("presigned_urls")).hasSize(2);
        assertThat(first.get("next_page_token").intValue()).isEqualTo(2);
        assertThat(get(path + "&page_token=2").get("presigned_urls")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aPageHoldsAFileAtLeast(int files) {
        assertThatThrownBy(() -> simulator.limitFilePages(files)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsLagBehindDeletions() throws Exception {
        String run = simulator.addRun("base");
        List<String> ids = simulator.addLoopsCheckpoints(run, 2);
        String model = simulator.addModel("agent");
        List<String> deployments = simulator.addDeployments(model, 1);
        simulator.lagLists(2);
        simulator.removeLoopsCheckpoint(ids.get(0));
        client.delete("/v1/models/" + model + "/deployments/" + deployments.get(0));
        String list = "/v1/loops/checkpoints?run_id=" + run;
        assertThat(get(list).get("checkpoints")).hasSize(2);
        assertThat(get("/v1/models/" + model + "/deployments").get("deployments"))
                .hasSize(2);
        assertThat(get("/v1/models/" + model).get("deployments_count").intValue())
                .as("single reads do not lag")
                .isEqualTo(1);
        assertThat(texts(get(list).get("checkpoints"), "id")).containsExactly(ids.get(1));
    }
}
