package io.modelkeep.simulator.baseten;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.exchange.RecordedExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenLoopsDeletionTest {
    private BasetenSimulator simulator = BasetenSimulator.start();
    private Client client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
    private String run = simulator.addRun("b");

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(BasetenSimulatorBuilder builder) {
        simulator.close();
        simulator = builder.start();
        client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
        run = simulator.addRun("b");
    }

    private HttpResponse<String> delete(String id) throws IOException, InterruptedException {
        return client.delete("/v1/loops/checkpoints/" + id);
    }

    private List<String> kept(String runId) {
        return simulator.loopsCheckpoints(runId).stream()
                .map(SimulatedLoopsCheckpoint::id)
                .toList();
    }

    @Test
    void deletingByIdTakesExactlyThatOne() throws Exception {
        String sampler = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 1);
        String trainer = simulator.addLoopsCheckpoint(run, "step-1", "trainer", 1);

        HttpResponse<String> response = delete(trainer);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"id\":\"" + trainer + "\",\"run_id\":\"" + run
                        + "\",\"checkpoint_id\":\"step-1\",\"target\":\"trainer\",\"path\":\"bt://loops:" + run
                        + "/weights/step-1\"}");
        assertThat(kept(run)).containsExactly(sampler);
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
        assertThat(Client.json(delete(sampler)).get("path").textValue())
                .isEqualTo("bt://loops:" + run + "/sampler_weights/step-1");
    }

    @Test
    void deletingAgainGivesTheSameTombstoneAndAnUnknownIdIsNotFound() throws Exception {
        String id = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 1);
        simulator.addLoopsCheckpoint(run, "step-1", "trainer", 1);
        HttpResponse<String> first = delete(id);

        HttpResponse<String> second = delete(id);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(kept(run)).hasSize(1);
        assertThat(simulator.exchanges())
                .extracting(RecordedExchange::changedState)
                .containsExactly(true, false);
        assertThat(delete("none").statusCode()).isEqualTo(404);
    }

    @Test
    void theNameDeletesTheOldestOfThatNameInWhateverRun() throws Exception {
        String elsewhere = simulator.addRunOfAnotherUser("b");
        String oldest = simulator.addLoopsCheckpoint(elsewhere, "step-100", "sampler", 1);
        String meant = simulator.addLoopsCheckpoint(run, "step-100", "sampler", 1);

        JsonNode tombstone = Client.json(delete("step-100"));

        assertThat(tombstone.get("id").textValue()).isEqualTo(oldest);
        assertThat(tombstone.get("run_id").textValue()).isEqualTo(elsewhere);
        assertThat(kept(elsewhere)).isEmpty();
        assertThat(kept(run)).containsExactly(meant);
        assertThat(Client.json(delete("step-100")).get("id").textValue()).isEqualTo(meant);
        assertThat(delete("step-100").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void oneInUseStaysAndTheErrorSaysWhy(int status) throws Exception {
        restart(BasetenSimulator.builder().refusalStatus(status));
        String id = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 1);
        simulator.markInUse(id, "deployed as d-42");

        HttpResponse<String> response = delete(id);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
        assertThat(Client.json(response).get("message").textValue()).contains("deployed as d-42");
        assertThat(kept(run)).containsExactly(id);
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();
        simulator.release(id);
        assertThat(delete(id).statusCode()).isEqualTo(200);
    }

    @Test
    void deletingARunTakesAllItsCheckpointsButThoseInUse() throws Exception {
        List<String> ids = simulator.addLoopsCheckpoints(run, 4);
        simulator.markInUse(ids.get(2), "deployed");
        String other = simulator.addRun("b");
        simulator.addLoopsCheckpoints(other, 2);
        JsonNode row = Client.json(client.get("/v1/loops/checkpoints?checkpoint_path=bt%3A%2F%2Floops%3A" + run
                        + "%2Fsampler_weights%2Fstep-3"))
                .at("/checkpoints/0");

        HttpResponse<String> response = client.delete("/v1/loops/runs/" + run);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("id", "kept_checkpoints");
        assertThat(Client.json(response).get("id").textValue()).isEqualTo(run);
        assertThat(Client.json(response).get("kept_checkpoints")).containsExactly(row);
        assertThat(simulator.exchanges().get(1).changedState()).isTrue();
        assertThat(kept(run)).containsExactly(ids.get(2));
        assertThat(kept(other)).hasSize(2);
        assertThat(simulator.runs()).containsExactly(other);
        assertThat(client.get("/v1/loops/runs/" + run).statusCode()).isEqualTo(404);
        assertThat(Client.json(client.get("/v1/loops/checkpoints?run_id=" + run))
                        .get("checkpoints"))
                .containsExactly(row);
        assertThat(Client.json(delete(ids.get(0))).get("id").textValue()).isEqualTo(ids.get(0));
    }

    @Test
    void aDeletedRunIsGoneForGood() throws Exception {
        simulator.addLoopsCheckpoints(run, 1);

        assertThat(client.delete("/v1/loops/runs/" + run).body())
                .isEqualTo("{\"id\":\"" + run + "\",\"kept_checkpoints\":[]}");
        assertThat(client.delete("/v1/loops/runs/" + run).statusCode()).isEqualTo(404);
        assertThat(simulator.exchanges().get(1).changedState()).isFalse();
        assertThat(client.get("/v1/loops/checkpoints?run_id=" + run).statusCode())
                .isEqualTo(404);
    }

    @Test
    void namesThatWereDeletedDoNotComeBack() throws Exception {
        List<String> ids = simulator.addLoopsCheckpoints(run, 3);
        delete(ids.get(0));

        simulator.addLoopsCheckpoints(run, 1);

        assertThat(simulator.loopsCheckpoints(run))
                .extracting(SimulatedLoopsCheckpoint::name)
                .containsExactly("step-2", "step-3", "step-4");
    }
}
