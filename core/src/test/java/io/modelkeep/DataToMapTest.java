package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataToMapTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    @Test
    void aModelHasFixedFieldNames() {
        Map<String, Object> map = Model.builder(new ModelId("m"), "name")
                .createdAt(NOON)
                .run(new RunId("t"))
                .live(false)
                .attributes(Map.of("k", "v"))
                .build()
                .toMap();
        assertThat(map.keySet()).containsExactly("id", "name", "createdAt", "run", "live", "attributes");
        assertThat(map)
                .isEqualTo(Map.of(
                        "id", "m",
                        "name", "name",
                        "createdAt", "2026-01-01T12:00:00.123456Z",
                        "run", "t",
                        "live", false,
                        "attributes", Map.of("k", "v")));
    }

    @Test
    void unknownPropertiesOfAModel_areEmpty() {
        Model model = Model.builder(new ModelId("m"), "").build();
        assertThat(model.toMap()).isEqualTo(Map.of("id", "m", "name", "", "attributes", Map.of()));
        assertThat(model.createdAt()).isEmpty();
        assertThat(model.run()).isEmpty();
        assertThat(model.live()).isEmpty();
    }

    @Test
    void aVersionHasFixedFieldNames() {
        ModelVersion version = ModelVersion.builder(new VersionId("v"), new ModelId("m"))
                .number(0)
                .createdAt(NOON)
                .state("ACTIVE")
                .live(true)
                .attributes(Map.of("k", "v"))
                .build();
        assertThat(version.toMap().keySet())
                .containsExactly("id", "model", "number", "createdAt", "state", "live", "attributes");
        assertThat(version.toMap())
                .containsEntry("model", "m")
                .containsEntry("number", 0L)
                .containsEntry("state", "ACTIVE")
                .containsEntry("live", true);
        assertThat(version.number()).hasValue(0);
        assertThat(version.live()).hasValue(true);
    }

    @Test
    void unknownPropertiesOfAVersion_areEmpty() {
        ModelVersion version =
                ModelVersion.builder(new VersionId("v"), new ModelId("m")).build();
        assertThat(version.toMap()).isEqualTo(Map.of("id", "v", "model", "m", "attributes", Map.of()));
        assertThat(version.number()).isEmpty();
        assertThat(version.live()).isEmpty();
    }

    @Test
    void aTrainingHasFixedFieldNames() {
        TrainingRun training = TrainingRun.builder(new RunId("t"))
                .name("n")
                .createdAt(NOON)
                .state("RUNNING")
                .attributes(Map.of("k", "v"))
                .build();
        assertThat(training.toMap().keySet()).containsExactly("id", "name", "createdAt", "state", "attributes");
        assertThat(TrainingRun.builder(new RunId("t")).build().toMap())
                .isEqualTo(Map.of("id", "t", "attributes", Map.of()));
    }

    @Test
    void aCheckpointHasFixedFieldNames() {
        Map<String, Object> map = Checkpoint.builder(new CheckpointId("120"))
                .revision("r")
                .name("n")
                .step(0)
                .metrics(Map.of("loss", 0.25))
                .createdAt(NOON)
                .sizeBytes(0)
                .state("SAVED")
                .attributes(Map.of("k", "v"))
                .build()
                .toMap();
        assertThat(map.keySet())
                .containsExactly(
                        "id", "revision", "name", "step", "metrics", "createdAt", "sizeBytes", "state", "attributes");
        assertThat(map)
                .containsEntry("step", 0L)
                .containsEntry("sizeBytes", 0L)
                .containsEntry("metrics", Map.of("loss", 0.25));
    }

    @Test
    void unknownPropertiesOfACheckpoint_areEmpty() {
        Checkpoint checkpoint = Checkpoint.builder(new CheckpointId("120")).build();
        assertThat(checkpoint.toMap()).isEqualTo(Map.of("id", "120"));
        assertThat(checkpoint.step()).isEmpty();
        assertThat(checkpoint.sizeBytes()).isEmpty();
    }

    @Test
    void aFileHasFixedFieldNames() {
        CheckpointFile file = CheckpointFile.builder("rank-0/weights.bin")
                .sizeBytes(0)
                .attributes(Map.of("k", "v"))
                .build();
        assertThat(file.toMap().keySet()).containsExactly("path", "sizeBytes", "attributes");
        assertThat(file.toMap())
                .isEqualTo(Map.of("path", "rank-0/weights.bin", "sizeBytes", 0L, "attributes", Map.of("k", "v")));
        assertThat(file.path()).isEqualTo("rank-0/weights.bin");
        assertThat(file.sizeBytes()).hasValue(0);
    }

    @Test
    void unknownPropertiesOfAFile_areEmpty() {
        CheckpointFile file = CheckpointFile.builder("f").build();
        assertThat(file.toMap()).isEqualTo(Map.of("path", "f"));
        assertThat(file.sizeBytes()).isEmpty();
        assertThat(file.attributes()).isEmpty();
    }

    @Test
    void aFileIsPrintedOnOneLineOfBoundedLength() {
        String odd = "x\r\nforged\u001b[31m\u202e".repeat(10_000);
        String printed = CheckpointFile.builder("p" + odd)
                .attributes(Map.of("k", odd))
                .build()
                .toString();
        assertThat(printed).hasSizeLessThanOrEqualTo(4096).contains("px");
        assertThat(printed.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    }

    @Test
    void theMapOfAFileIsTheCallersOwn() {
        CheckpointFile file =
                CheckpointFile.builder("f").attributes(Map.of("k", "v")).build();
        Object attributes = file.toMap().get("attributes");
        assertThat(attributes).isNotSameAs(file.attributes()).isEqualTo(file.attributes());
        file.toMap().clear();
        assertThat(file.toMap()).containsKey("path");
    }

    @Test
    void theMapIsTheCallersOwn() {
        Model model = Model.builder(new ModelId("m"), "n")
                .attributes(Map.of("k", "v"))
                .build();
        model.toMap().clear();
        assertThat(model.toMap()).containsKey("id");
        Object attributes = model.toMap().get("attributes");
        assertThat(attributes).isNotSameAs(model.attributes()).isEqualTo(model.attributes());
    }
}
