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

/** What applying a plan did to one of its parts. Immutable. */
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

    /** What its items are. */
    public ItemKind kind() {
        return part.kind();
    }

    /** The id of the training or model. */
    public String parent() {
        return part.parent();
    }

    /** One result for every item that the plan deletes, in the plan's order; unmodifiable. */
    public List<ItemResult> results() {
        return results;
    }

    /** How many items had each outcome; outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Long> summary() {
        return summary(results);
    }

    /** How many items are there that the plan does not know; they were not touched. */
    public long newItems() {
        return newItems;
    }

    /** How many items to delete were gone before anything was sent for them in this run, and not recorded as gone. */
    public long vanished() {
        return vanished;
    }

    /** What is not as it was when the plan was made. */
    public List<Drift> drift() {
        return drift;
    }

    /** Changes since the plan that do not make it wrong, such as another version that is the latest now. */
    public List<String> notes() {
        return notes;
    }

    /** Why the rest of this part was not tried, or why it could not be listed; empty where all of it was tried. */
    public Optional<StoreException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /** Why the plan has no decisions here; empty where it has. */
    public Optional<TargetPlan.Problem> problem() {
        return part.problem();
    }

    /** Whether every item that the plan deletes is gone. */
    public boolean complete() {
        return results.stream().allMatch(result -> result.outcome().isAbsent());
    }

    /** {@code {"kind", "parent", "results", "summary", "newItems", "vanished", "drift"?, "notes"?, "abortCause"?, "problem"?}}. */
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

    public static Map<DeleteOutcome, Long> summary(Collection<ItemResult> results) {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }

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
