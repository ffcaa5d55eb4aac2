package io.modelkeep.cli.output;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.Model;
import io.modelkeep.ModelVersion;
import io.modelkeep.TrainingRun;
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
 * The view of one kind of resource: its JSON fields and table columns.
 *
 * @param fields returns the JSON fields, in order
 * @param columns the columns of the table
 */
public record ResourceView<T>(Function<T, Map<String, Object>> fields, List<Column<T>> columns) {

    /** Checkpoints. */
    public static final ResourceView<Checkpoint> CHECKPOINT = new ResourceView<>(
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
    public static final ResourceView<Model> MODEL = new ResourceView<>(
            ResourceView::fields,
            List.of(
                    new Column<>("ID", model -> model.id().value()),
                    new Column<>("NAME", Model::name),
                    new Column<>("CREATED", model -> text(model.createdAt())),
                    new Column<>("LIVE", model -> text(model.live())),
                    new Column<>("ATTRIBUTES", model -> pairs(model.attributes()))));

    /** Versions of a model. */
    public static final ResourceView<ModelVersion> VERSION = new ResourceView<>(
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

    /** Training runs. */
    public static final ResourceView<TrainingRun> RUN = new ResourceView<>(
            TrainingRun::toMap,
            List.of(
                    new Column<>("ID", run -> run.id().value()),
                    new Column<>("NAME", run -> run.name().orElse("")),
                    new Column<>("STATE", run -> run.state().orElse("")),
                    new Column<>("CREATED", run -> text(run.createdAt())),
                    new Column<>("ATTRIBUTES", run -> pairs(run.attributes()))));

    /** Files of a checkpoint. */
    public static final ResourceView<CheckpointFile> FILE = new ResourceView<>(
            CheckpointFile::toMap,
            List.of(
                    Column.ofPaths("PATH", CheckpointFile::path),
                    new Column<>("BYTES", file -> text(file.sizeBytes())),
                    new Column<>("ATTRIBUTES", file -> pairs(file.attributes()))));

    /** Files written on this machine. */
    public static final ResourceView<Path> SAVED = new ResourceView<>(
            path -> Map.of("path", path.toString()), List.of(Column.ofPaths("PATH", Path::toString)));

    /** Returns the fields of a model without the training run, which has the same id as the model where it exists. */
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
