package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.memory.MemoryServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tests with the in-memory provider that {@code docs/testing-your-pipeline.md} shows. */
class MemoryPipelineTest {

    private final MemoryServer server = new MemoryServer();
    private final ModelkeepClient client = ModelkeepClient.open(StoreConfig.builder()
            .settings(server.config())
            .set("memory.page-size", "2")
            .build());

    @AfterEach
    void closeAll() {
        client.close();
        server.close();
    }

    @Test
    void poorCheckpointsAreDeletedAndOthersKept() {
        RunId run = server.addRun("run");
        server.addCheckpoint(run, 10, Map.of("val/reward", 0.1));
        CheckpointId good = server.addCheckpoint(run, 20, Map.of("val/reward", 0.7));
        CheckpointId unrated = server.addCheckpoint(run, 30, Map.of());

        new Cleanup(client).deletePoor(run).orThrow();

        assertThat(server.checkpoints(run)).extracting(Checkpoint::id).containsExactly(good, unrated);
    }

    @Test
    void aMissingRunIsReported() {
        Cleanup cleanup = new Cleanup(client);

        assertThatThrownBy(() -> cleanup.deletePoor(new RunId("training-99"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aModelInProductionIsKept() {
        ModelId model = server.addModel("agent");
        server.serve(model);

        assertThat(client.models().delete(model).report().results())
                .extracting(result -> result.outcome())
                .isEqualTo(List.of(DeleteOutcome.REFUSED));
        assertThat(server.model(model)).isPresent();
    }
}
