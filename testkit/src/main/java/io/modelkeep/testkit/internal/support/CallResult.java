package io.modelkeep.testkit.internal.support;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelDeletion;
import io.modelkeep.errors.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a call. Immutable.
 *
 * @param thrown the exception that the call threw, or empty if it returned
 * @param outcomes the reported outcome of each id, or empty if the call is not a deletion
 * @param causes the causes of the ids that have one
 * @param abortCause the exception that stopped a bulk deletion
 */
public record CallResult(
        Optional<StoreException> thrown,
        Map<Id, DeleteOutcome> outcomes,
        List<StoreException> causes,
        Optional<StoreException> abortCause) {

    public static CallResult answered() {
        return new CallResult(Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    public static CallResult thrown(StoreException failure) {
        return new CallResult(Optional.of(failure), Map.of(), List.of(failure), Optional.empty());
    }

    public static CallResult of(DeleteReport<?> report) {
        Map<Id, DeleteOutcome> outcomes = new LinkedHashMap<>();
        report.results().forEach(result -> outcomes.put(result.id(), result.outcome()));
        List<StoreException> causes = report.results().stream()
                .map(DeleteResult::cause)
                .flatMap(Optional::stream)
                .toList();
        return new CallResult(Optional.empty(), outcomes, causes, report.abortCause());
    }

    public static CallResult of(ModelDeletion deletion) {
        return new CallResult(
                Optional.empty(),
                Map.of(deletion.id(), deletion.outcome()),
                deletion.cause().stream().toList(),
                deletion.report().abortCause());
    }

    /** Describes what the caller received, with equal results grouped and each group with its cause. */
    public String words() {
        if (thrown.isPresent()) {
            return "the call threw " + thrown.get();
        }
        if (outcomes.isEmpty()) {
            return "the call returned";
        }
        Map<DeleteOutcome, List<Id>> groups = new LinkedHashMap<>();
        outcomes.forEach((id, outcome) ->
                groups.computeIfAbsent(outcome, first -> new ArrayList<>()).add(id));
        String results = groups.entrySet().stream()
                .map(group -> group.getKey() + " for " + group.getValue().size() + " "
                        + group.getValue().stream().limit(3).toList())
                .collect(Collectors.joining(", "));
        List<String> reasons =
                causes.stream().map(String::valueOf).distinct().limit(3).toList();
        return "the deletion reported " + results + (reasons.isEmpty() ? "" : " because of " + reasons)
                + abortCause.map(why -> ", stopped by " + why).orElse("");
    }

    /** Returns every cause, those of single ids and that of the whole call. */
    public List<StoreException> reasons() {
        return Stream.concat(causes.stream(), abortCause.stream()).toList();
    }
}
