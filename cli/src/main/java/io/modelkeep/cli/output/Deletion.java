package io.modelkeep.cli.output;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a deletion did, whatever was deleted.
 *
 * @param document the whole of it as plain values
 * @param results what happened to each id
 * @param abortCause why it stopped early
 * @param cascade what went with it, by kind
 */
public record Deletion(
        Map<String, Object> document,
        List<? extends DeleteResult<?>> results,
        Optional<StoreException> abortCause,
        Map<String, Long> cascade) {

    /** The deletion of some of a training's checkpoints. */
    public static Deletion of(RunId training, DeleteReport<CheckpointId> report) {
        return within("training", training, report);
    }

    /** The deletion of some of a model's versions. */
    public static Deletion of(ModelId model, DeleteReport<VersionId> report) {
        return within("model", model, report);
    }

    /** The deletion of one model. */
    public static Deletion of(ModelDeletion deletion) {
        return new Deletion(
                deletion.toMap(), deletion.report().results(), deletion.report().abortCause(), deletion.cascade());
    }

    private static Deletion within(String kind, Id parent, DeleteReport<?> report) {
        Map<String, Object> document = new LinkedHashMap<>();
        report.toMap().forEach((name, value) -> {
            document.put(name, value);
            if (name.equals("provider")) {
                document.put(kind, parent.value());
            }
        });
        return new Deletion(document, report.results(), report.abortCause(), Map.of());
    }

    /** How many ids had each outcome. */
    Map<DeleteOutcome, Integer> summary() {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return counts;
    }

    /** What went wrong, if anything did: the reason it stopped, else what is unknown, else the first failure. */
    public Optional<StoreException> problem() {
        return abortCause
                .or(() -> firstCause(outcome -> outcome == DeleteOutcome.UNKNOWN))
                .or(() -> firstCause(outcome -> !outcome.isAbsent()));
    }

    /** Whether an answer counts or names something other than what was requested, so that more may be gone. */
    boolean alarm() {
        return abortCause.filter(ScopeExceededException.class::isInstance).isPresent();
    }

    /** Whether it was cancelled before anything that deletes was sent. */
    public boolean cancelledUnsent() {
        return problem().filter(CancelledException.class::isInstance).isPresent()
                && results.stream().allMatch(result -> result.outcome() == DeleteOutcome.NOT_ATTEMPTED);
    }

    private Optional<StoreException> firstCause(Predicate<DeleteOutcome> outcome) {
        return results.stream()
                .filter(result -> outcome.test(result.outcome()))
                .flatMap(result -> result.cause().stream())
                .findFirst();
    }
}
