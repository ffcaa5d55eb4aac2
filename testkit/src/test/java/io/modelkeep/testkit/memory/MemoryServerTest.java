package io.modelkeep.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.NotFoundException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryServerTest {

    @Test
    void isFilledBeforeAndLookedIntoAfterwards() {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            RunId training = server.addTraining("run");
            CheckpointId first = server.addCheckpoint(training, 10, Map.of("val/reward", 0.1));
            CheckpointId second = server.addCheckpoint(training, 20, Map.of("val/reward", 0.7));

            stores.checkpoints().delete(training, List.of(first)).orThrow();

            assertThat(server.checkpoints(training)).extracting(Checkpoint::id).containsExactly(second);
        }
    }

    @Test
    void isSharedByTheStoresThatAreOpenedOnIt() {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient one = ModelkeepClient.open(server.config());
                ModelkeepClient other = ModelkeepClient.open(server.config())) {
            Model model = one.models().create(ModelSpec.builder("shared").build());
            assertThat(other.models().get(model.id())).isEqualTo(model);
        }
    }

    @Test
    void isNotSharedWhereNoneIsNamed() {
        try (ModelkeepClient one = ModelkeepClient.open(Map.of("provider", "memory"));
                ModelkeepClient other = ModelkeepClient.open(Map.of("provider", "memory"))) {
            one.models().create(ModelSpec.builder("own").build());
            assertThat(one.models().stream()).hasSize(1);
            assertThat(other.models().stream()).isEmpty();
        }
    }

    @Test
    void isNotFoundOnceItIsClosed() {
        MemoryServer server = new MemoryServer();
        server.close();
        assertThatThrownBy(() -> ModelkeepClient.open(server.config())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void givesAStepThatIsSavedAgainANewRevision() {
        try (MemoryServer server = new MemoryServer()) {
            RunId training = server.addTraining("run");
            server.addCheckpoint(training, 10, Map.of());
            String before = server.checkpoints(training).get(0).revision().orElseThrow();
            server.addCheckpoint(training, 10, Map.of());
            assertThat(server.checkpoints(training))
                    .singleElement()
                    .satisfies(checkpoint ->
                            assertThat(checkpoint.revision()).isPresent().isNotEqualTo(before));
        }
    }

    @Test
    void deletesAModelWithItsVersionsAndCheckpoints() {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            ModelId model = server.addModel("whole");
            server.addVersion(model);
            RunId training = new RunId(model.value());
            server.addCheckpoint(training, 1, Map.of());
            server.addCheckpoint(training, 2, Map.of());

            assertThat(stores.models().delete(model).cascade()).isEqualTo(Map.of("checkpoints", 2L, "versions", 1L));
            assertThat(server.trainings()).isEmpty();
        }
    }

    @Test
    void keepsFilesAsLongAsTheirCheckpoint() {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            RunId training = server.addTraining("run");
            CheckpointId checkpoint = server.addCheckpoint(training, 10, Map.of());
            server.addFile(training, checkpoint, "weights.bin", new byte[] {1, 2, 3});
            server.addFile(training, checkpoint, "weights.bin", new byte[] {4});
            assertThat(stores.checkpoints().streamFiles(training, checkpoint))
                    .singleElement()
                    .satisfies(file -> assertThat(file.sizeBytes()).hasValue(1));

            server.addCheckpoint(training, 10, Map.of());
            assertThat(stores.checkpoints().streamFiles(training, checkpoint)).isEmpty();

            stores.checkpoints().delete(training, List.of(checkpoint)).orThrow();
            assertThatThrownBy(() -> stores.checkpoints().listFiles(training, checkpoint, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
    }
}
