package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.wandb.LatestCheckpoint;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WandbTrainingDeletionTest {
    private WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private Client client = new Client(simulator);
    private String model = simulator.addModel("p", "n");

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(WandbTrainingSimulator.Builder builder) {
        simulator.close();
        simulator = builder.start();
        client = new Client(simulator);
        model = simulator.addModel("p", "n");
    }

    private List<Long> stepsKept() {
        return simulator.checkpoints(model).stream()
                .map(SimulatedCheckpoint::step)
                .toList();
    }

    @Test
    void deletingCountsWhatWasThereAndNamesWhatWasNot() throws Exception {
        simulator.addCheckpoints(model, 5);

        HttpResponse<String> response = client.deleteSteps(model, "[5,9,2,-1,100000000000000000000]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"deleted_count\":2,\"not_found_steps\":[9,-1,100000000000000000000]}");
        assertThat(stepsKept()).containsExactly(1L, 3L, 4L);
    }

    @Test
    void deletingAgainFindsNothing() throws Exception {
        simulator.addCheckpoints(model, 2);
        client.deleteSteps(model, "[1,2]");

        assertThat(client.deleteSteps(model, "[1,2]").body())
                .isEqualTo("{\"deleted_count\":0,\"not_found_steps\":[1,2]}");
    }

    @Test
    void repeatedStepsCountOnce() throws Exception {
        simulator.addCheckpoints(model, 2);

        assertThat(client.deleteSteps(model, "[1,1,7,7]").body())
                .isEqualTo("{\"deleted_count\":1,\"not_found_steps\":[7]}");
    }

    @Test
    void noStepsDeleteNothing() throws Exception {
        simulator.addCheckpoints(model, 2);

        assertThat(client.deleteSteps(model, "[]").body()).isEqualTo("{\"deleted_count\":0,\"not_found_steps\":[]}");
        assertThat(stepsKept()).containsExactly(1L, 2L);
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();
    }

    @Test
    void theLatestIsDeletedLikeAnyOther() throws Exception {
        simulator.addCheckpoints(model, 2);

        assertThat(client.deleteSteps(model, "[2,1]").body()).isEqualTo("{\"deleted_count\":2,\"not_found_steps\":[]}");
    }

    @Test
    void theLatestCanBeKeptSilently() throws Exception {
        restart(WandbTrainingSimulator.builder().latestCheckpoint(LatestCheckpoint.KEPT));
        simulator.addCheckpoints(model, 3);

        assertThat(client.deleteSteps(model, "[3,2,1]").body())
                .isEqualTo("{\"deleted_count\":2,\"not_found_steps\":[3]}");
        assertThat(stepsKept()).containsExactly(3L);
    }

    @Test
    void theLatestCanBeAConflict() throws Exception {
        restart(WandbTrainingSimulator.builder().latestCheckpoint(LatestCheckpoint.CONFLICT));
        simulator.addCheckpoints(model, 3);

        assertThat(client.deleteSteps(model, "[1,3]").statusCode()).isEqualTo(409);
        assertThat(stepsKept()).containsExactly(1L, 2L, 3L);
        assertThat(client.deleteSteps(model, "[1,2]").statusCode()).isEqualTo(200);
    }
}
