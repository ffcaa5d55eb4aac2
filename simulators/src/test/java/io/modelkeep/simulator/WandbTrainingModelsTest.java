package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.wandb.TakenName;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WandbTrainingModelsTest {
    private static final String CREATE = "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}";
    private static final String FIND =
            "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":true}";

    private WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private Client client = new Client(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(WandbTrainingSimulator.Builder builder) {
        simulator.close();
        simulator = builder.start();
        client = new Client(simulator);
    }

    @Test
    void creatingAModelAnswersItsIdNamesAndRun() throws Exception {
        HttpResponse<String> response = client.post("/preview/models", CREATE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode model = Client.json(response);
        assertThat(UUID.fromString(model.get("id").textValue())).isNotNull();
        assertThat(model.get("entity").textValue()).isNotEmpty();
        assertThat(model.get("project").textValue()).isEqualTo("p");
        assertThat(model.get("name").textValue()).isEqualTo("n");
        assertThat(model.get("base_model").textValue()).isEqualTo("b");
        assertThat(model.get("run_id").textValue()).isNotEmpty();
        assertThat(model.size()).isEqualTo(6);
        assertThat(simulator.hasModel(model.get("id").textValue())).isTrue();
        assertThat(simulator.checkpoints(model.get("id").textValue())).isEmpty();
    }

    @Test
    void modelsAreKnownOldestFirst() throws Exception {
        String first = simulator.addModel("p", "first");
        String second = idOf(client.post("/preview/models", CREATE));

        assertThat(simulator.models()).containsExactly(first, second);
        client.delete("/preview/models/" + first);
        assertThat(simulator.models()).containsExactly(second);
    }

    @Test
    void theEntityIsTheOneGiven() throws Exception {
        String body = "{\"entity\":\"team\",\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}";

        assertThat(Client.json(client.post("/preview/models", body))
                        .get("entity")
                        .textValue())
                .isEqualTo("team");
    }

    @Test
    void aTakenNameIsAConflict() throws Exception {
        client.post("/preview/models", CREATE);

        HttpResponse<String> second = client.post("/preview/models", CREATE);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Client.json(second).get("detail").isTextual()).isTrue();
    }

    @Test
    void theExistingModelIsReturnedOnDemand() throws Exception {
        String id = simulator.addModel("p", "n");

        assertThat(idOf(client.post("/preview/models", FIND))).isEqualTo(id);
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();
    }

    @Test
    void aModelOfAnotherProjectOrEntityIsNotTheExistingOne() throws Exception {
        String id = simulator.addModel("p", "n");

        assertThat(idOf(client.post("/preview/models", FIND.replace("\"p\"", "\"q\""))))
                .isNotEqualTo(id);
        assertThat(idOf(client.post("/preview/models", FIND.replace("{", "{\"entity\":\"other\","))))
                .isNotEqualTo(id);
    }

    @Test
    void aTakenNameCanMakeASecondModel() throws Exception {
        restart(WandbTrainingSimulator.builder().takenName(TakenName.SECOND_MODEL));

        String first = idOf(client.post("/preview/models", CREATE));
        String second = idOf(client.post("/preview/models", CREATE));

        assertThat(second).isNotEqualTo(first);
        assertThat(idOf(client.post("/preview/models", FIND))).isEqualTo(first);
    }

    @Test
    void deletingAModelTakesItsCheckpointsAndRunAlong() throws Exception {
        String id = simulator.addModel("p", "n");
        simulator.addCheckpoints(id, 3);

        HttpResponse<String> response = client.delete("/preview/models/" + id);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"model_id\":\"" + id + "\",\"deleted_checkpoints\":3,\"deleted_run\":true}");
        assertThat(simulator.hasModel(id)).isFalse();
        assertThat(simulator.checkpoints(id)).isEmpty();
        assertThat(client.get(Client.checkpoints(id)).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedModelIsNotFound() throws Exception {
        String id = simulator.addModel("p", "n");
        client.delete("/preview/models/" + id);

        HttpResponse<String> second = client.delete("/preview/models/" + id);

        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(second.body()).isEqualTo("{\"detail\":\"Model not found\"}");
    }

    @Test
    void anIdThatIsNoUuidIsNotFound() throws Exception {
        assertThat(client.delete("/preview/models/nonsense").body()).isEqualTo("{\"detail\":\"Model not found\"}");
        assertThat(client.deleteSteps("nonsense", "[1]").statusCode()).isEqualTo(404);
    }

    @Test
    void aForbiddenModelIsRefusedAndKept() throws Exception {
        String id = simulator.addModel("p", "n");
        simulator.addCheckpoints(id, 2);
        simulator.forbid(id);

        assertThat(client.delete("/preview/models/" + id).statusCode()).isEqualTo(403);
        assertThat(client.get(Client.checkpoints(id)).statusCode()).isEqualTo(403);
        assertThat(client.deleteSteps(id, "[1]").statusCode()).isEqualTo(403);
        assertThat(client.post("/preview/models", FIND).statusCode()).isEqualTo(403);
        assertThat(simulator.checkpoints(id)).hasSize(2);
    }

    @Test
    void aWrongOrMissingKeyIsUnauthorized() throws Exception {
        String id = simulator.addModel("p", "n");
        Client stranger = new Client(simulator.baseUrl().toString(), "wrong");
        Client basic = new Client(simulator.baseUrl().toString(), simulator.apiKey());

        HttpResponse<String> wrong = stranger.delete("/preview/models/" + id);
        HttpResponse<String> otherScheme = basic.http()
                .send(
                        basic.request("DELETE", "/preview/models/" + id, null)
                                .setHeader("Authorization", "Basic " + simulator.apiKey())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo("{\"detail\":\"Invalid API key\"}");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(otherScheme.statusCode()).isEqualTo(401);
        assertThat(otherScheme.body()).isEqualTo("{\"detail\":\"Not authenticated\"}");
        assertThat(simulator.hasModel(id)).isTrue();
    }

    @Test
    void healthAndBaseModelsNeedNoKey() throws Exception {
        Client stranger = new Client(simulator.baseUrl().toString(), "wrong");

        assertThat(stranger.get("/health").statusCode()).isEqualTo(200);
        JsonNode baseModels = Client.json(stranger.get("/preview/base-models"));
        assertThat(baseModels.isArray()).isTrue();
        assertThat(baseModels).allMatch(JsonNode::isTextual);
    }

    @Test
    void anUnknownRouteIsNotFoundInTheRoutersWords() throws Exception {
        HttpResponse<String> response = client.get("/v1/preview/models/x/checkpoints");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Not Found\"}");
        assertThat(client.delete("/preview/models/").statusCode()).isEqualTo(404);
        assertThat(client.delete("/preview/models//checkpoints").statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongMethodIsNotAllowed() throws Exception {
        HttpResponse<String> response = client.get("/preview/models");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(client.send("HEAD", "/health", null).statusCode()).isEqualTo(405);
        assertThat(client.get("/preview/models/some-id").statusCode()).isEqualTo(405);
    }

    @Test
    void anEncodedSlashSeparatesSegments() throws Exception {
        String id = simulator.addModel("p", "n");

        assertThat(client.get("/preview/models/" + id + "%2Fcheckpoints").statusCode())
                .isEqualTo(200);
    }

    @Test
    void errorsCanBeHtml() throws Exception {
        restart(WandbTrainingSimulator.builder().htmlErrors());

        HttpResponse<String> response = client.delete("/preview/models/nonsense");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(response.body()).startsWith("<html>").contains("404 Not Found");
        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void requestsOverTheRateLimit_getARetryTime() throws Exception {
        restart(WandbTrainingSimulator.builder().rateLimit(2, Duration.ofHours(1)));
        client.delete("/preview/models/a");
        client.delete("/preview/models/b");

        HttpResponse<String> third = client.delete("/preview/models/c");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(3500, 3600));
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void groundTruthRefusesWhatCannotBe() {
        String id = simulator.addModel("p", "n");

        assertThatThrownBy(() -> simulator.addModel("p", "n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addCheckpoints("other", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addCheckpoints(id, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addCheckpoint(id, -1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addCheckpoint(id, 1, Map.of("loss", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loss");
        assertThatThrownBy(() -> simulator.forbid("other")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String idOf(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response).get("id").textValue();
    }
}
