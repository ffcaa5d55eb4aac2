package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of applying a plan to one of its parts. Immutable. */
public final class TargetReport {

    private final TargetPlan part;
    private final List<ItemResult> results;
    private final long newItems;
    private final long vanished;
    private final List<Drift> drift;
    private final List<String> notes;
    private final @Nullable StoreException abortCause;

    public TargetReport(
            TargetPlan part,
            List<ItemResult> results,
            long newItems,
            long vanished,
            List<Drift> drift,
            List<String> notes,
            @Nullable StoreException abortCause) {
        this.part = part;
        this.results = List.copyOf(results);
        this.newItems = newItems;
        this.vanished = vanished;
        this.drift = List.copyOf(drift);
        this.notes = List.copyOf(notes);
        this.abortCause = abortCause;
    }

    /** Returns the kind of the items. */
    public ItemKind kind() {
        return part.kind();
    }

    /** Returns the id of the training run or model. */
    public String parent() {
        return part.parent();
    }

    /** Returns one result for every item that the plan deletes, in the plan's order. The list is unmodifiable. */
    public List<ItemResult> results() {
        return results;
    }

    /** Returns how many items had each outcome. Outcomes that did not occur are omitted. */
    public Map<DeleteOutcome, Long> summary() {
        return summary(results);
    }

    /** Returns how many listed items the plan does not contain. They were not touched. */
    public long newItems() {
        return newItems;
    }

    /**
     * Returns how many items to delete were gone before this run sent a request for them. Items that the audit log
     * recorded as gone before are not counted.
     */
    public long vanished() {
        return vanished;
    }

    /** Returns the differences between the plan and the current lists. */
    public List<Drift> drift() {
        return drift;
    }

    /** Returns changes since planning that do not invalidate the plan, such as a different latest version. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Returns why the part could not be listed, or why the rest of it was not tried. Empty if all of it was tried.
     */
    public Optional<StoreException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /** Returns why the plan has no decisions for this part. Empty if the plan has decisions. */
    public Optional<TargetPlan.Problem> problem() {
        return part.problem();
    }

    /** Reports whether every item that the plan deletes is gone. */
    public boolean complete() {
        return results.stream().allMatch(result -> result.outcome().isAbsent());
    }

    /**
     * Returns the report as plain values for JSON:
     * {@code {"kind", "parent", "results", "summary", "newItems", "vanished", "drift"?, "notes"?, "stoppedBy"?,
     * "problem"?}}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind().name());
        map.put("parent", parent());
        map.put("results", results.stream().map(ItemResult::toMap).toList());
        map.put("summary", named(summary()));
        map.put("newItems", newItems);
        map.put("vanished", vanished);
        if (!drift.isEmpty()) {
            map.put("drift", drift.stream().map(Drift::toMap).toList());
        }
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        abortCause().ifPresent(why -> map.put("stoppedBy", why.toMap()));
        problem().ifPresent(why -> map.put("problem", Map.of("type", why.type(), "message", why.message())));
        return map;
    }

    /** Returns the number of results with each outcome, without the outcomes that did not occur. */
    public static Map<DeleteOutcome, Long> summary(Collection<ItemResult> results) {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Returns the counts by the names of the outcomes, for JSON. */
    public static Map<String, Object> named(Map<DeleteOutcome, Long> summary) {
        Map<String, Object> counts = new LinkedHashMap<>();
        summary.forEach((outcome, count) -> counts.put(outcome.name(), count));
        return counts;
    }

    @Override
    public String toString() {
        return "TargetReport[" + kind() + " of " + parent() + ", " + summary() + "]";
    }
}
