package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.UnsupportedCapabilityException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusingDefaultsTest {

    private static final ModelId MODEL = new ModelId("m");
    private static final RunId TRAINING = new RunId("t");
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
    void storeWithoutDeclaredFields_reportsNone() {
        assertThat(models.versionFields()).isEmpty();
        assertThat(checkpoints.fields(TRAINING)).isEmpty();
    }

    @Test
    void aModelStoreRefusesWhatItsProviderDoesNotOverride() {
        refused(
                Capability.MODEL_CREATE,
                "create model",
                () -> models.create(ModelSpec.builder("n").build()));
        refused(Capability.MODEL_GET, "get model m", () -> models.get(MODEL));
        refused(Capability.MODEL_LIST, "list models", () -> models.list(PAGE));
        refused(Capability.MODEL_LIST, "list models", () -> models.stream().count());
        refused(Capability.MODEL_NAME_FILTER, "list models", () -> models.listByName("n", PAGE));
        refused(
                Capability.MODEL_NAME_FILTER,
                "list models",
                () -> models.streamByName("n", PAGE).count());
        refused(Capability.MODEL_DELETE, "delete model m", () -> models.delete(MODEL));
        refused(Capability.MODEL_DELETE, "delete model m", () -> models.delete(MODEL, DeleteMode.FORCE));
        refused(Capability.VERSION_LIST, "list versions of m", () -> models.listVersions(MODEL, PAGE));
        refused(
                Capability.VERSION_LIST,
                "list versions of m",
                () -> models.streamVersions(MODEL).count());
        refused(Capability.VERSION_DELETE, "delete versions of m", () -> models.deleteVersions(MODEL, List.of()));
    }

    @Test
    void aCheckpointStoreRefusesWhatItsProviderDoesNotOverride() {
        refused(Capability.RUN_LIST, "list runs", () -> checkpoints.listRuns(PAGE));
        refused(Capability.RUN_LIST, "list runs", () -> checkpoints.streamRuns().count());
        refused(Capability.CHECKPOINT_LIST, "list checkpoints of t", () -> checkpoints.list(TRAINING, PAGE));
        refused(
                Capability.CHECKPOINT_LIST,
                "list checkpoints of t",
                () -> checkpoints.stream(TRAINING).count());
        refused(Capability.CHECKPOINT_LIST, "list checkpoints of t", () -> checkpoints.latest(TRAINING));
        refused(
                Capability.CHECKPOINT_ORDER,
                "list checkpoints of t",
                () -> checkpoints.list(TRAINING, Order.ASCENDING, PAGE));
        refused(
                Capability.CHECKPOINT_ORDER,
                "list checkpoints of t",
                () -> checkpoints.stream(TRAINING, Order.ASCENDING, PAGE).count());
        refused(Capability.CHECKPOINT_DELETE, "delete checkpoints of t", () -> checkpoints.delete(TRAINING, List.of()));
    }

    @Test
    void aCheckpointStoreRefusesFilesThatItsProviderDoesNotKnow(@TempDir Path folder) {
        CheckpointId checkpoint = new CheckpointId("c");
        Path target = folder.resolve("target");
        refused(
                Capability.CHECKPOINT_FILES,
                "list checkpoint files of c",
                () -> checkpoints.listFiles(TRAINING, checkpoint, PAGE));
        refused(
                Capability.CHECKPOINT_FILES,
                "list checkpoint files of c",
                () -> checkpoints.streamFiles(TRAINING, checkpoint).count());
        refused(
                Capability.CHECKPOINT_FILES,
                "download checkpoint c of t",
                () -> checkpoints.download(TRAINING, checkpoint, target));
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
            public ModelDeletion delete(ModelId id, DeleteMode mode) {
                assertThat(mode).isEqualTo(DeleteMode.SAFE);
                return ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.REFUSED), Map.of());
            }
        };
        assertThat(store.delete(MODEL).outcome()).isEqualTo(DeleteOutcome.REFUSED);
    }

    private static void refused(Capability missing, String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
            assertThat(refusal.missing()).containsExactly(missing);
            assertThat(refusal.provider()).contains("fake");
            assertThat(refusal.operation()).isPresent();
            assertThat(refusal.forThisIdOnly()).isFalse();
            assertThat(refusal).hasMessage("fake: " + what + ": does not support " + missing.label());
            assertThat(refusal.attempts()).isZero();
        });
    }
}
