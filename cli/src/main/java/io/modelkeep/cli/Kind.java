package io.modelkeep.cli;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.Model;
import io.modelkeep.ModelVersion;
import io.modelkeep.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one kind of thing is printed.
 *
 * @param fields its JSON fields, in their order
 * @param columns its columns for people
 */
record Kind<T>(Function<T, Map<String, Object>> fields, List<Column<T>> columns) {

    /** Checkpoints. */
    static final Kind<Checkpoint> CHECKPOINT = new Kind<>(
            Checkpoint::toMap,
            List.of(
                    new Column<>("ID", checkpoint -> checkpoint.id().value()),
                    new Column<>("NAME", checkpoint -> checkpoint.name().orElse("")),
                    new Column<>("STEP", checkpoint -> text(checkpoint.step())),
                    new Column<>("REVISION", checkpoint -> checkpoint.revision().orElse("")),
                    new Column<>("STATE", checkpoint -> checkpoint.state().orElse("")),
                    new Column<>("CREATED", checkpoint -> text(checkpoint.createdAt())),
                    new Column<>("BYTES", checkpoint -> text(checkpoint.sizeBytes())),
                    new Column<>("METRICS", checkpoint -> pairs(checkpoint.metrics())),
                    new Column<>("ATTRIBUTES", checkpoint -> pairs(checkpoint.attributes()))));

    /** Models. */
    static final Kind<Model> MODEL = new Kind<>(
            Kind::fields,
            List.of(
                    new Column<>("ID", model -> model.id().value()),
                    new Column<>("NAME", Model::name),
                    new Column<>("CREATED", model -> text(model.createdAt())),
                    new Column<>("LIVE", model -> text(model.live())),
                    new Column<>("ATTRIBUTES", model -> pairs(model.attributes()))));

    /** Versions of a model. */
    static final Kind<ModelVersion> VERSION = new Kind<>(
            ModelVersion::toMap,
            List.of(
                    new Column<>("ID", version -> version.id().value()),
                    new Column<>("NUMBER", version -> text(version.number())),
                    new Column<>("STATE", version -> version.state().orElse("")),
                    new Column<>("CREATED", version -> text(version.createdAt())),
                    new Column<>("LIVE", version -> text(version.live())),
                    new Column<>("LATEST", version -> text(version.latest())),
                    new Column<>("ALIASES", version -> words(version.aliases())),
                    new Column<>("TAGS", version -> words(version.tags())),
                    new Column<>("ATTRIBUTES", version -> pairs(version.attributes()))));

    /** Trainings. */
    static final Kind<Training> TRAINING = new Kind<>(
            Training::toMap,
            List.of(
                    new Column<>("ID", training -> training.id().value()),
                    new Column<>("NAME", training -> training.name().orElse("")),
                    new Column<>("STATE", training -> training.state().orElse("")),
                    new Column<>("CREATED", training -> text(training.createdAt())),
                    new Column<>("ATTRIBUTES", training -> pairs(training.attributes()))));

    /** Files of a checkpoint. */
    static final Kind<CheckpointFile> FILE = new Kind<>(
            CheckpointFile::toMap,
            List.of(
                    Column.ofPaths("PATH", CheckpointFile::path),
                    new Column<>("BYTES", file -> text(file.sizeBytes())),
                    new Column<>("ATTRIBUTES", file -> pairs(file.attributes()))));

    /** Files that were saved. */
    static final Kind<Path> SAVED =
            new Kind<>(path -> Map.of("path", path.toString()), List.of(Column.ofPaths("PATH", Path::toString)));

    /** Without the training, which on the services that have one is the model under another name. */
    private static Map<String, Object> fields(Model model) {
        Map<String, Object> fields = new LinkedHashMap<>(model.toMap());
        fields.keySet().retainAll(List.of("id", "name", "createdAt", "live", "attributes"));
        return fields;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String text(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static String words(Optional<Set<String>> words) {
        return String.join(" ", words.orElse(Set.of()));
    }

    private static String pairs(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
