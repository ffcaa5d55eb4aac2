package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusingDefaultsTest {

    private static final ModelId MODEL = new ModelId("m");
    private static final TrainingId TRAINING = new TrainingId("t");
    private static final PageRequest PAGE = PageRequest.first();

    private final ModelStore models = new ModelStore() {
        @Override
        public String provider() {
            return "fake";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    };

    private final CheckpointStore checkpoints = new CheckpointStore() {
        @Override
        public String provider() {
            return "fake";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    };

    @Test
    void aModelStoreRefusesWhatItsProviderDoesNotOverride() {
        refused(
                Capability.MODEL_CREATE,
                () -> models.create(ModelSpec.builder("n").build()));
        refused(Capability.MODEL_GET, () -> models.get(MODEL));
        refused(Capability.MODEL_LIST, () -> models.list(PAGE));
        refused(Capability.MODEL_LIST, () -> models.stream().count());
        refused(Capability.MODEL_LIST, () -> models.stream(PAGE.withName("n")).count());
        refused(Capability.MODEL_DELETE, () -> models.delete(MODEL));
        refused(Capability.MODEL_DELETE, () -> models.delete(MODEL, Cascade.ACCEPTED));
        refused(Capability.VERSION_LIST, () -> models.listVersions(MODEL, PAGE));
        refused(Capability.VERSION_LIST, () -> models.streamVersions(MODEL).count());
        refused(Capability.VERSION_DELETE, () -> models.deleteVersions(MODEL, List.of()));
    }

    @Test
    void aCheckpointStoreRefusesWhatItsProviderDoesNotOverride() {
        refused(Capability.TRAINING_LIST, () -> checkpoints.listTrainings(PAGE));
        refused(Capability.TRAINING_LIST, () -> checkpoints.streamTrainings().count());
        refused(Capability.CHECKPOINT_LIST, () -> checkpoints.list(TRAINING, PAGE));
        refused(Capability.CHECKPOINT_LIST, () -> checkpoints.stream(TRAINING).count());
        refused(Capability.CHECKPOINT_LIST, () -> checkpoints.latest(TRAINING));
        refused(Capability.CHECKPOINT_DELETE, () -> checkpoints.delete(TRAINING, List.of()));
    }

    @Test
    void aCheckpointStoreRefusesFilesThatItsProviderDoesNotKnow(@TempDir Path folder) {
        CheckpointId checkpoint = new CheckpointId("c");
        Path target = folder.resolve("target");
        refused(Capability.CHECKPOINT_FILES, () -> checkpoints.listFiles(TRAINING, checkpoint, PAGE));
        refused(
                Capability.CHECKPOINT_FILES,
                () -> checkpoints.streamFiles(TRAINING, checkpoint).count());
        refused(Capability.CHECKPOINT_FILES, () -> checkpoints.download(TRAINING, checkpoint, target));
        assertThat(target).doesNotExist();
    }

    @Test
    void aTrainingCanDoWhatItsStoreCanUnlessTheProviderSaysMore() {
        assertThat(checkpoints.capabilities(TRAINING)).isEqualTo(checkpoints.capabilities());
    }

    @Test
    void aPlainDeletionDoesNotAcceptTheCascade() {
        ModelStore store = new ModelStore() {
            @Override
            public String provider() {
                return "fake";
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.MODEL_DELETE);
            }

            @Override
            public ModelDeletion delete(ModelId id, Cascade cascade) {
                assertThat(cascade).isEqualTo(Cascade.REFUSED);
                return ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.REFUSED), Map.of());
            }
        };
        assertThat(store.delete(MODEL).outcome()).isEqualTo(DeleteOutcome.REFUSED);
    }

    private static void refused(Capability missing, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
            assertThat(refusal.missing()).containsExactly(missing);
            assertThat(refusal.provider()).contains("fake");
            assertThat(refusal).hasMessageContaining(missing.label());
            assertThat(refusal.attempts()).isZero();
        });
    }
}
