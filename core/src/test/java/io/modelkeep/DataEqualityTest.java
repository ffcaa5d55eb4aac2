package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataEqualityTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void modelsAreEqualByAllTheyHold() {
        distinct(() -> Stream.of(
                Model.builder(new ModelId("m"), "n").build(),
                Model.builder(new ModelId("o"), "n").build(),
                Model.builder(new ModelId("m"), "o").build(),
                Model.builder(new ModelId("m"), "n").createdAt(NOON).build(),
                Model.builder(new ModelId("m"), "n").run(new RunId("t")).build(),
                Model.builder(new ModelId("m"), "n").live(true).build(),
                Model.builder(new ModelId("m"), "n").live(false).build(),
                Model.builder(new ModelId("m"), "n")
                        .attributes(Map.of("k", "v"))
                        .build()));
    }

    @Test
    void versionsAreEqualByAllTheyHold() {
        distinct(() -> Stream.of(
                ModelVersion.builder(new VersionId("v"), new ModelId("m")).build(),
                ModelVersion.builder(new VersionId("w"), new ModelId("m")).build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("o")).build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .number(1)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .createdAt(NOON)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .state("s")
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .live(true)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .live(false)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .itemState(ItemState.READY)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .latest(false)
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .aliases(List.of())
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .aliases(List.of("a"))
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .tags(List.of("a"))
                        .build(),
                ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                        .attributes(Map.of("k", "v"))
                        .build()));
    }

    @Test
    void trainingsAreEqualByAllTheyHold() {
        distinct(() -> Stream.of(
                TrainingRun.builder(new RunId("t")).build(),
                TrainingRun.builder(new RunId("u")).build(),
                TrainingRun.builder(new RunId("t")).name("n").build(),
                TrainingRun.builder(new RunId("t")).createdAt(NOON).build(),
                TrainingRun.builder(new RunId("t")).state("n").build(),
                TrainingRun.builder(new RunId("t")).attributes(Map.of("k", "v")).build()));
    }

    @Test
    void checkpointsAreEqualByAllTheyHold() {
        distinct(() -> Stream.of(
                Checkpoint.builder(new CheckpointId("1")).build(),
                Checkpoint.builder(new CheckpointId("2")).build(),
                Checkpoint.builder(new CheckpointId("1")).revision("r").build(),
                Checkpoint.builder(new CheckpointId("1")).name("r").build(),
                Checkpoint.builder(new CheckpointId("1")).step(1).build(),
                Checkpoint.builder(new CheckpointId("1"))
                        .metrics(Map.of("m", 1.0))
                        .build(),
                Checkpoint.builder(new CheckpointId("1")).createdAt(NOON).build(),
                Checkpoint.builder(new CheckpointId("1")).sizeBytes(1).build(),
                Checkpoint.builder(new CheckpointId("1")).state("r").build(),
                Checkpoint.builder(new CheckpointId("1"))
                        .itemState(ItemState.FAILED)
                        .build(),
                Checkpoint.builder(new CheckpointId("1"))
                        .attributes(Map.of("m", "1"))
                        .build()));
    }

    @Test
    void filesAreEqualByAllTheyHold() {
        distinct(() -> Stream.of(
                CheckpointFile.builder("a").build(),
                CheckpointFile.builder("b").build(),
                CheckpointFile.builder("a").sizeBytes(0).build(),
                CheckpointFile.builder("a").sizeBytes(1).build(),
                CheckpointFile.builder("a").attributes(Map.of("m", "1")).build()));
    }

    @Test
    void aCallersMapIsCopiedInItsOrder() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("z", "1");
        attributes.put("a", "2");
        Map<String, Double> metrics = new LinkedHashMap<>(Map.of("loss", 1.0));
        Model model =
                Model.builder(new ModelId("m"), "n").attributes(attributes).build();
        ModelSpec spec = ModelSpec.builder("n").attributes(attributes).build();
        TrainingRun training =
                TrainingRun.builder(new RunId("t")).attributes(attributes).build();
        ModelVersion version = ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                .attributes(attributes)
                .build();
        Checkpoint checkpoint = Checkpoint.builder(new CheckpointId("c"))
                .attributes(attributes)
                .metrics(metrics)
                .build();
        CheckpointFile file = CheckpointFile.builder("f").attributes(attributes).build();
        attributes.clear();
        metrics.clear();
        for (Map<String, String> kept : List.of(
                model.attributes(),
                spec.attributes(),
                training.attributes(),
                version.attributes(),
                checkpoint.attributes(),
                file.attributes())) {
            assertThat(kept.keySet()).containsExactly("z", "a");
            assertThatThrownBy(() -> kept.put("k", "v")).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(checkpoint.metrics()).containsEntry("loss", 1.0);
        assertThatThrownBy(() -> checkpoint.metrics().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSpecificationHoldsWhatWasSet() {
        ModelSpec spec = ModelSpec.builder("n")
                .baseModel("base")
                .sourceCode("code")
                .description("words")
                .ifExists(ModelSpec.IfExists.ADD_VERSION)
                .build();
        assertThat(spec.name()).isEqualTo("n");
        assertThat(spec.baseModel()).contains("base");
        assertThat(spec.sourceCode()).contains("code");
        assertThat(spec.description()).contains("words");
        assertThat(spec.ifExists()).contains(ModelSpec.IfExists.ADD_VERSION);
        assertThat(ModelSpec.builder("n").build().ifExists()).isEmpty();
        assertThat(spec).hasToString("ModelSpec[n]");
    }

    private static void distinct(Supplier<Stream<Object>> made) {
        List<Object> ones = made.get().toList();
        List<Object> others = made.get().toList();
        for (int i = 0; i < ones.size(); i++) {
            assertThat(ones.get(i)).isEqualTo(others.get(i)).hasSameHashCodeAs(others.get(i));
            assertThat(ones.get(i)).hasToString(others.get(i).toString());
        }
        // Each with each: a set would not compare those whose hashes differ.
        for (int i = 0; i < ones.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(ones.get(i)).isNotEqualTo(others.get(j));
            }
        }
    }
}
