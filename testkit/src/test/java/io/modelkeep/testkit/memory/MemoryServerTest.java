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
            RunId run = server.addRun("run");
            CheckpointId first = server.addCheckpoint(run, 10, Map.of("val/reward", 0.1));
            CheckpointId second = server.addCheckpoint(run, 20, Map.of("val/reward", 0.7));

            stores.checkpoints().delete(run, List.of(first)).orThrow();

            assertThat(server.checkpoints(run)).extracting(Checkpoint::id).containsExactly(second);
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
            RunId run = server.addRun("run");
            server.addCheckpoint(run, 10, Map.of());
            String before = server.checkpoints(run).get(0).revision().orElseThrow();
            server.addCheckpoint(run, 10, Map.of());
            assertThat(server.checkpoints(run))
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
            RunId run = new RunId(model.value());
            server.addCheckpoint(run, 1, Map.of());
            server.addCheckpoint(run, 2, Map.of());

            assertThat(stores.models().delete(model).cascade()).isEqualTo(Map.of("checkpoints", 2L, "versions", 1L));
            assertThat(server.runs()).isEmpty();
        }
    }

    @Test
    void keepsFilesAsLongAsTheirCheckpoint() {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            RunId run = server.addRun("run");
            CheckpointId checkpoint = server.addCheckpoint(run, 10, Map.of());
            server.addFile(run, checkpoint, "weights.bin", new byte[] {1, 2, 3});
            server.addFile(run, checkpoint, "weights.bin", new byte[] {4});
            assertThat(stores.checkpoints().streamFiles(run, checkpoint))
                    .singleElement()
                    .satisfies(file -> assertThat(file.sizeBytes()).hasValue(1));

            server.addCheckpoint(run, 10, Map.of());
            assertThat(stores.checkpoints().streamFiles(run, checkpoint)).isEmpty();

            stores.checkpoints().delete(run, List.of(checkpoint)).orThrow();
            assertThatThrownBy(() -> stores.checkpoints().listFiles(run, checkpoint, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
    }
}
