package io.modelkeep.baseten.internal.read;

import io.modelkeep.CheckpointId;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.baseten.BasetenProvider;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The validation of ids. Every accepted id is one path segment that denotes one item. */
public final class BasetenIds {

    /**
     * The form of all ids. The published path parameters are any string. The observed ids are a few letters and
     * digits, such as {@code wnpkzp03}.
     */
    public static final Pattern ANY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * The form of the id of a Loops checkpoint, such as {@code vL3pQrS8}. This form excludes most names, which have a
     * hyphen, such as {@code step-100}. One page of the documentation requires the name instead of the id, but two
     * checkpoints of a run may share a name.
     */
    static final Pattern LOOPS_CHECKPOINT = Pattern.compile("[A-Za-z0-9]{1,64}");

    private static final Pattern RUN = Pattern.compile("loops:(" + ANY + ")");
    private static final Pattern JOB = Pattern.compile("job:(" + ANY + "):(" + ANY + ")");

    /** Aliases that, in a path, denote the deployment that serves there at the moment. */
    private static final Set<String> ALIASES = Set.of("production", "development");

    /** The maximum number of ids in a message. Two checkpoints of a run may share a name, and more are unlikely. */
    private static final int MOST_SHOWN = 3;

    private BasetenIds() {}

    public static String model(@Nullable ModelId id, Operation operation) {
        if (id == null || !ANY.matcher(id.value()).matches()) {
            throw refused(operation, shown(id) + " is not a Baseten model id; give the id that a list of models shows");
        }
        return id.value();
    }

    /** Returns the distinct deployments in the given order. */
    public static List<VersionId> deployments(@Nullable Collection<VersionId> ids) {
        return distinct(ids, Operation.DELETE_VERSIONS, BasetenIds::deployment);
    }

    private static VersionId deployment(@Nullable VersionId id) {
        if (id == null || !isDeployment(id.value())) {
            throw refused(
                    Operation.DELETE_VERSIONS,
                    shown(id) + " is not a Baseten deployment id; give the id that a list of versions shows, not an"
                            + " alias");
        }
        return id;
    }

    static boolean isDeployment(String id) {
        return ANY.matcher(id).matches() && !ALIASES.contains(id.toLowerCase(Locale.ROOT));
    }

    /** Returns the training run that an id denotes by its form. */
    public static CheckpointParent training(@Nullable RunId id, BasetenService service, Operation operation) {
        String text = id == null ? "" : id.value();
        Matcher run = RUN.matcher(text);
        if (run.matches()) {
            return new LoopsRun(service, run.group(1));
        }
        Matcher job = JOB.matcher(text);
        if (job.matches()) {
            return new TrainingJob(service, job.group(1), job.group(2));
        }
        throw refused(
                operation,
                shown(id) + " is not a Baseten training run; give loops:RUN_ID or job:PROJECT_ID:JOB_ID, as a list of"
                        + " training runs shows them");
    }

    /** Returns the distinct Loops checkpoints in the given order. */
    public static List<CheckpointId> loopsCheckpoints(@Nullable Collection<CheckpointId> ids) {
        return distinct(ids, Operation.DELETE_CHECKPOINTS, id -> loopsCheckpoint(id, Operation.DELETE_CHECKPOINTS));
    }

    static CheckpointId loopsCheckpoint(@Nullable CheckpointId id, Operation operation) {
        if (id == null || !LOOPS_CHECKPOINT.matcher(id.value()).matches()) {
            throw refused(
                    operation,
                    shown(id)
                            + " is not the id of a Loops checkpoint; give the id that a list of checkpoints shows, not"
                            + " the name");
        }
        return id;
    }

    static CheckpointId jobCheckpoint(@Nullable CheckpointId id, Operation operation) {
        if (id == null) {
            throw refused(operation, "the checkpoint id is null; give the id that a list of checkpoints shows");
        }
        return id;
    }

    private static <I extends Id> List<I> distinct(
            @Nullable Collection<I> ids, Operation operation, Function<@Nullable I, I> check) {
        if (ids == null) {
            throw refused(operation, "the collection of ids is null; an empty one is fine");
        }
        Set<I> distinct = new LinkedHashSet<>();
        for (I id : ids) {
            distinct.add(check.apply(id));
        }
        return List.copyOf(distinct);
    }

    static String shown(@Nullable Id id) {
        return id == null ? "null" : quoted(id.value());
    }

    private static String quoted(String text) {
        return '"' + SafeText.of(text, 64) + '"';
    }

    /**
     * Returns the problem with a list that contains an invalid id. Skipping the id would make an incomplete list look
     * complete.
     */
    static String none(String thing, String id) {
        return quoted(id) + " is listed, but is not the id of a Baseten " + thing;
    }

    /** Creates the failure for a name that was given instead of an id. */
    public static InvalidRequestException name(Id name, Set<String> ids, Operation operation) {
        return refused(
                operation,
                shown(name) + " is a name and not an id; its id is "
                        + ids.stream().limit(MOST_SHOWN).map(BasetenIds::quoted).collect(Collectors.joining(" or ")));
    }

    static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(BasetenProvider.NAME).operation(operation));
    }
}
