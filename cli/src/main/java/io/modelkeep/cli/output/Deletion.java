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
 * The result of a deletion, whatever the kind of items.
 *
 * @param document the whole result as plain values
 * @param results the result for each id
 * @param abortCause the reason why the deletion stopped early, if it did
 * @param cascade the numbers of items deleted along with a model, by kind
 */
public record Deletion(
        Map<String, Object> document,
        List<? extends DeleteResult<?>> results,
        Optional<StoreException> abortCause,
        Map<String, Long> cascade) {

    /** Returns the result of deleting checkpoints of a training run. */
    public static Deletion of(RunId run, DeleteReport<CheckpointId> report) {
        return within("run", run, report);
    }

    /** Returns the result of deleting versions of a model. */
    public static Deletion of(ModelId model, DeleteReport<VersionId> report) {
        return within("model", model, report);
    }

    /** Returns the result of deleting a model. */
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

    /** Returns the number of ids with each outcome. */
    Map<DeleteOutcome, Integer> summary() {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return counts;
    }

    /**
     * Returns the most important failure, if any: the reason for stopping, else the first unknown outcome, else the
     * first failure.
     */
    public Optional<StoreException> problem() {
        return abortCause
                .or(() -> firstCause(outcome -> outcome == DeleteOutcome.UNKNOWN))
                .or(() -> firstCause(outcome -> !outcome.isAbsent()));
    }

    /** Reports whether a response counts or names items other than those requested, so that more may be gone. */
    boolean alarm() {
        return abortCause.filter(ScopeExceededException.class::isInstance).isPresent();
    }

    /** Reports whether the deletion was cancelled before any deletion request was sent. */
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
