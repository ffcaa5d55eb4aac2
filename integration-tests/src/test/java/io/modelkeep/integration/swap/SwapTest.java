package io.modelkeep.integration.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.UnsupportedCapabilityException;
import io.modelkeep.simulator.WandbTrainingSimulator;
import io.modelkeep.testkit.MemoryServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same pipeline, from one file of settings, on another provider: one line changes. */
class SwapTest {

    /** Keeps the last ten checkpoints, and says what became of the others. */
    private static DeleteReport<CheckpointId> keepTheLastTen(Map<String, String> settings, TrainingId training) {
        try (Stores stores = Stores.open(settings)) {
            stores.require(Capability.CHECKPOINT_ORDER, Capability.CHECKPOINT_DELETE);
            List<CheckpointId> old = stores.checkpoints().stream(
                            training, PageRequest.first().withOrder(Order.DESCENDING))
                    .skip(10)
                    .map(Checkpoint::id)
                    .toList();
            return stores.checkpoints().delete(training, old).orThrow();
        }
    }

    @Test
    void aPipelineMovesBetweenProvidersByOneLine() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
                MemoryServer memory = new MemoryServer()) {
            String model = simulator.addModel("project", "agent");
            simulator.addCheckpoints(model, 130);
            TrainingId other = memory.addTraining("agent");
            for (long step = 1; step <= 130; step++) {
                memory.addCheckpoint(other, step, Map.of());
            }
            Map<String, String> settings = new HashMap<>(memory.config());
            settings.put("wandb-training.base-url", simulator.baseUrl().toString());
            settings.put("wandb-training.api-key", simulator.apiKey());

            settings.put("provider", "wandb-training");
            assertThat(keepTheLastTen(settings, new TrainingId(model)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 120));
            settings.put("provider", "memory");
            assertThat(keepTheLastTen(settings, other).summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 120));

            assertThat(simulator.checkpoints(model)).hasSize(10).first().matches(first -> first.step() == 121);
            assertThat(memory.checkpoints(other)).hasSize(10);
        }
    }

    @Test
    void whatTheOtherProviderLacksIsSaidAtStartUp() {
        Map<String, String> settings = Map.of(
                "provider", "wandb-training",
                "wandb-training.base-url", "http://127.0.0.1:1/v1",
                "wandb-training.api-key", "unused-here");
        try (Stores stores = Stores.open(settings)) {
            assertThatThrownBy(() -> stores.require(
                            Capability.CHECKPOINT_LIST, Capability.MODEL_LIST, Capability.VERSION_DELETE))
                    .isInstanceOfSatisfying(
                            UnsupportedCapabilityException.class,
                            missing -> assertThat(missing.missing())
                                    .containsExactly(Capability.MODEL_LIST, Capability.VERSION_DELETE));
        }
    }
}
