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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenLoopsTest {
    private static final String MODEL = "Qwen/Qwen3-8B";

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

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @Test
    void aRunHasTheDocumentedFields() throws Exception {
        String run = simulator.addRun(MODEL);

        JsonNode json = get("/v1/loops/runs/" + run).get("run");

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "session_id",
                        "deployment_id",
                        "name",
                        "base_model",
                        "base_url",
                        "created_at",
                        "status",
                        "user",
                        "sampler");
        assertThat(json.get("base_model").textValue()).isEqualTo(MODEL);
        assertThat(json.get("status").toString()).isEqualTo("{\"name\":\"ACTIVE\"}");
        assertThat(json.get("user").fieldNames()).toIterable().containsExactly("email");
        assertThat(get("/v1/loops/runs").get("runs")).containsExactly(json);
    }

    @Test
    void runsAreTheCallersOwnUnlessTheScopeIsTheOrganization() throws Exception {
        String own = simulator.addRun(MODEL);
        String others = simulator.addRunOfAnotherUser(MODEL);
        String second = simulator.addRun("meta/llama");

        assertThat(ids(get("/v1/loops/runs").get("runs"))).containsExactlyInAnyOrder(own, second);
        assertThat(ids(get("/v1/loops/runs?scope=org").get("runs"))).containsExactlyInAnyOrder(own, others, second);
        assertThat(ids(get("/v1/loops/runs?base_model=Qwen%2FQwen3-8B").get("runs")))
                .containsExactly(own);
        assertThat(ids(get("/v1/loops/runs?run_id=" + second).get("runs"))).containsExactly(second);
        assertThat(get("/v1/loops/runs?run_id=" + others).get("runs")).isEmpty();
        assertThat(ids(get("/v1/loops/runs?scope=org&run_id=" + others).get("runs")))
                .containsExactly(others);
        assertThat(client.get("/v1/loops/runs?scope=all").statusCode()).isEqualTo(400);
        assertThat(get("/v1/loops/runs/" + others).at("/run/user/email"))
                .isNotEqualTo(get("/v1/loops/runs/" + own).at("/run/user/email"));
        assertThat(simulator.runs()).containsExactly(own, others, second);
    }

    @Test
    void aTeamHasRunsOfItsOwn() throws Exception {
        String ofDefault = simulator.addRun(MODEL);
        String own = simulator.addRun("research", MODEL);
        String second = simulator.addRun("research", "meta/llama");
        String others = simulator.addRunOfAnotherUser("research", MODEL);
        String path = "/v1/teams/" + simulator.addTeam("research") + "/loops/runs";

        assertThat(ids(get(path).get("runs"))).containsExactlyInAnyOrder(own, second);
        assertThat(ids(get(path + "?scope=org").get("runs"))).containsExactlyInAnyOrder(own, second, others);
        assertThat(ids(get(path + "?base_model=Qwen%2FQwen3-8B").get("runs"))).containsExactly(own);
        assertThat(get(path + "?run_id=" + ofDefault).get("runs")).isEmpty();
        assertThat(ids(get("/v1/loops/runs").get("runs"))).containsExactlyInAnyOrder(ofDefault, own, second);
        HttpResponse<String> unknown = client.get("/v1/teams/none/loops/runs");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Client.json(unknown).get("message").textValue()).isEqualTo("Team not found");
    }

    @Test
    void deactivatingARunKeepsItsCheckpointsAndCanBeRepeated() throws Exception {
        String run = simulator.addRun(MODEL);
        simulator.addLoopsCheckpoints(run, 2);

        HttpResponse<String> response = client.send("POST", "/v1/loops/runs/" + run + "/deactivate", null);
        HttpResponse<String> again = client.post("/v1/loops/runs/" + run + "/deactivate", "{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("id", "base_model", "user");
        assertThat(again.body()).isEqualTo(response.body());
        assertThat(simulator.exchanges())
                .extracting(RecordedExchange::changedState)
                .containsExactly(true, false);
        assertThat(get("/v1/loops/runs/" + run).at("/run/status/name").textValue())
                .isEqualTo("INACTIVE");
        assertThat(get("/v1/loops/runs").get("runs")).hasSize(1);
        assertThat(simulator.loopsCheckpoints(run)).hasSize(2);
        assertThat(client.post("/v1/loops/runs/none/deactivate", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCheckpointHasTheDocumentedFields() throws Exception {
        String run = simulator.addRun(MODEL);
        String id = simulator.addLoopsCheckpoint(run, "step-100", "trainer", 4_000_000_000L);

        JsonNode json = get("/v1/loops/checkpoints?run_id=" + run).at("/checkpoints/0");

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "checkpoint_id",
                        "created_at",
                        "checkpoint_type",
                        "base_model",
                        "lora_adapter_config",
                        "size_bytes",
                        "sync_status",
                        "id",
                        "run_id",
                        "target");
        assertThat(json.get("id").textValue()).isEqualTo(id);
        assertThat(json.get("checkpoint_id").textValue()).isEqualTo("step-100");
        assertThat(json.get("run_id").textValue()).isEqualTo(run);
        assertThat(json.get("target").textValue()).isEqualTo("trainer");
        assertThat(json.get("size_bytes").longValue()).isEqualTo(4_000_000_000L);
        assertThat(json.get("base_model").textValue()).isEqualTo(MODEL);
        assertThat(simulator.loopsCheckpoints(run).get(0).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?limit=1",
                "?run_id=a&base_model=b",
                "?run_id=a&checkpoint_path=b",
                "?run_id=a&base_model=b&checkpoint_path=c",
                "?checkpoint_path=step-1",
                "?checkpoint_path=bt%3A%2F%2Floops%3Aa%2Fother%2Fstep-1"
            })
    void exactlyOneFilterIsNeededAndAPathMustBeOne(String query) throws Exception {
        HttpResponse<String> response = client.get("/v1/loops/checkpoints" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
    }

    @Test
    void checkpointsAreFilteredByRunByTheCallersBaseModelOrByPath() throws Exception {
        String run = simulator.addRun(MODEL);
        String second = simulator.addRun(MODEL);
        String others = simulator.addRunOfAnotherUser(MODEL);
        String sampler = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 1);
        String trainer = simulator.addLoopsCheckpoint(run, "step-1", "trainer", 1);
        String inSecond = simulator.addLoopsCheckpoint(second, "step-1", "sampler", 1);
        String inOthers = simulator.addLoopsCheckpoint(others, "step-1", "sampler", 1);
        String path = "/v1/loops/checkpoints?checkpoint_path=bt%3A%2F%2Floops%3A" + run;

        assertThat(ids(get("/v1/loops/checkpoints?run_id=" + run).get("checkpoints")))
                .containsExactlyInAnyOrder(sampler, trainer);
        assertThat(ids(get("/v1/loops/checkpoints?run_id=" + others).get("checkpoints")))
                .containsExactly(inOthers);
        assertThat(ids(get("/v1/loops/checkpoints?base_model=Qwen%2FQwen3-8B").get("checkpoints")))
                .containsExactlyInAnyOrder(sampler, trainer, inSecond);
        assertThat(ids(get(path + "%2Fsampler_weights%2Fstep-1").get("checkpoints")))
                .containsExactly(sampler);
        assertThat(ids(get(path + "%2Fweights%2Fstep-1").get("checkpoints"))).containsExactly(trainer);
        assertThat(get(path + "%2Fweights%2Fstep-2").get("checkpoints")).isEmpty();
    }

    @Test
    void anUnknownRunIsNotFoundOrEmpty() throws Exception {
        String empty = simulator.addRun(MODEL);

        assertThat(get("/v1/loops/checkpoints?run_id=" + empty).get("checkpoints"))
                .isEmpty();
        assertThat(client.get("/v1/loops/checkpoints?run_id=none").statusCode()).isEqualTo(404);

        restart(BasetenSimulator.builder().unknownRun(UnknownRun.EMPTY));

        assertThat(client.get("/v1/loops/checkpoints?run_id=none").body()).isEqualTo("{\"checkpoints\":[]}");
    }

    @Test
    void thousandsComeInOneBodyAndInNoUsefulOrder() throws Exception {
        String run = simulator.addRun(MODEL);
        List<String> added = simulator.addLoopsCheckpoints(run, 4000);

        List<String> listed = ids(get("/v1/loops/checkpoints?run_id=" + run).get("checkpoints"));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(added);
        assertThat(listed.get(0)).isNotIn(added.get(0), added.get(3999));
        assertThat(listed.get(3999)).isNotIn(added.get(0), added.get(3999));
        assertThat(simulator.loopsCheckpoints(run))
                .extracting(SimulatedLoopsCheckpoint::name)
                .startsWith("step-1", "step-2")
                .endsWith("step-4000");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 10})
    void fewComeInNoUsefulOrderEither(int count) throws Exception {
        String run = simulator.addRun(MODEL);
        List<String> added = simulator.addLoopsCheckpoints(run, count);

        List<String> listed = ids(get("/v1/loops/checkpoints?run_id=" + run).get("checkpoints"));

        List<String> newestFirst = new ArrayList<>();
        added.forEach(id -> newestFirst.add(0, id));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(added)
                .isNotEqualTo(added)
                .isNotEqualTo(newestFirst);
    }

    @Test
    void newerFieldsCanBeMissing() throws Exception {
        restart(BasetenSimulator.builder().withoutNewerFields());
        String run = simulator.addRun(MODEL);
        simulator.addLoopsCheckpoints(run, 1);

        JsonNode checkpoint = get("/v1/loops/checkpoints?run_id=" + run).at("/checkpoints/0");
        assertThat(checkpoint.has("target")).isFalse();
        assertThat(checkpoint.has("sync_status")).isFalse();
        assertThat(checkpoint.has("id")).isTrue();
        assertThat(get("/v1/loops/runs/" + run).get("run").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "session_id", "base_model", "base_url", "created_at", "sampler");
    }

    @Test
    void target_canBeAnUndocumentedWord() throws Exception {
        String run = simulator.addRun(MODEL);
        simulator.addLoopsCheckpoint(run, "step-1", "evaluator", 1);

        assertThat(get("/v1/loops/checkpoints?run_id=" + run)
                        .at("/checkpoints/0/target")
                        .textValue())
                .isEqualTo("evaluator");
    }

    @Test
    void missingParent_cannotBeSeeded() {
        String run = simulator.addRun(MODEL);
        simulator.addLoopsCheckpoint(run, "step-1", "sampler", 1);

        assertThatThrownBy(() -> simulator.addLoopsCheckpoint("none", "n", "sampler", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addLoopsCheckpoint(run, "step-1", "sampler", 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addLoopsCheckpoints("none", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.markInUse("step-1", "deployed"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.release("none")).isInstanceOf(IllegalArgumentException.class);
    }
}
