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

/** What this service takes as ids; whatever passes is one path segment that names one thing. */
public final class BasetenIds {

    /** The published path parameters are any string, the ids seen a few letters and digits, such as {@code wnpkzp03}. */
    public static final Pattern ANY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Of a Loops checkpoint, such as {@code vL3pQrS8}. Narrower, for one page of the documentation asks for the name in its
     * place, which two checkpoints of a run may share: most names have a hyphen, such as {@code step-100}.
     */
    static final Pattern LOOPS_CHECKPOINT = Pattern.compile("[A-Za-z0-9]{1,64}");

    private static final Pattern RUN = Pattern.compile("loops:(" + ANY + ")");
    private static final Pattern JOB = Pattern.compile("job:(" + ANY + "):(" + ANY + ")");

    /** In a path these mean whichever deployment serves there at the moment. */
    private static final Set<String> ALIASES = Set.of("production", "development");

    /** Two of a run may share a name; more are not worth a longer message. */
    private static final int MOST_SHOWN = 3;

    private BasetenIds() {}

    public static String model(@Nullable ModelId id, Operation operation) {
        if (id == null || !ANY.matcher(id.value()).matches()) {
            throw refused(operation, shown(id) + " is not a Baseten model id; give the id that a list of models shows");
        }
        return id.value();
    }

    /** The distinct deployments in the order asked. */
    public static List<VersionId> deployments(@Nullable Collection<VersionId> ids) {
        return distinct(ids, Operation.DELETE_VERSIONS, BasetenIds::deployment);
    }

    private static VersionId deployment(@Nullable VersionId id) {
        if (id == null || !isDeployment(id.value())) {
            throw refused(
                    Operation.DELETE_VERSIONS,
                    shown(id) + " is not a Baseten deployment id; give the id that a list of versions shows, no alias");
        }
        return id;
    }

    static boolean isDeployment(String id) {
        return ANY.matcher(id).matches() && !ALIASES.contains(id.toLowerCase(Locale.ROOT));
    }

    /** The training that an id names by its form. */
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
                shown(id) + " is not a Baseten training; give loops:RUN_ID or job:PROJECT_ID:JOB_ID, as a list of"
                        + " trainings shows them");
    }

    /** The distinct Loops checkpoints in the order asked. */
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

    /** What is wrong with a list of the service that has such an id; leaving it out would make a part look like all. */
    static String none(String thing, String id) {
        return quoted(id) + " is listed, and is not the id of a Baseten " + thing;
    }

    /** What is wrong with an id of nothing that is the name of something. */
    public static InvalidRequestException name(Id name, Set<String> ids, Operation operation) {
        return refused(
                operation,
                shown(name) + " is a name and no id; its id is "
                        + ids.stream().limit(MOST_SHOWN).map(BasetenIds::quoted).collect(Collectors.joining(" or ")));
    }

    static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(BasetenProvider.NAME).operation(operation));
    }
}
