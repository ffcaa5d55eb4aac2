package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a record is one of a plan: that nothing was deleted which the plan does not delete, and that each batch that was
 * begun has an outcome. Immutable.
 */
public final class AuditCheck {

    private static final int MOST_PROBLEMS = 1000;

    /**
     * An item that was about to be deleted, and of which nothing says what became of it: look, or apply the plan again.
     *
     * @param kind what it is
     * @param parent the training or model it is of
     * @param id its id
     */
    public record Open(ItemKind kind, String parent, String id) {

        /** {@code {"kind", "parent", "id"}}, as plain values. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", kind.name());
            map.put("parent", parent);
            map.put("id", id);
            return map;
        }
    }

    private final List<String> problems;
    private final List<Open> open;
    private final AuditHistory history;
    private final long pending;

    private AuditCheck(List<String> problems, List<Open> open, AuditHistory history, long pending) {
        this.pending = pending;
        this.problems = List.copyOf(problems);
        this.open = open.stream()
                .sorted(Comparator.comparing(Open::kind)
                        .thenComparing(Open::parent)
                        .thenComparing(Open::id))
                .toList();
        this.history = history;
    }

    /**
     * Compares a record with a plan; runs of other plans in the same file are passed over.
     *
     * @throws RetentionException {@code DAMAGED_AUDIT}: it is no record, or a line of it was changed; {@code NOT_RECORDED}:
     *     it cannot be read, or is a symbolic link
     */
    public static AuditCheck verify(RetentionPlan plan, Path file) {
        List<String> problems = new ArrayList<>();
        AuditComparison comparison = new AuditComparison(plan, problem -> {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        });
        AuditHistory.readLines(file, comparison);
        return new AuditCheck(
                problems,
                comparison.walk().open(),
                comparison.walk().history(),
                pending(plan, comparison.walk().history()));
    }

    private static long pending(RetentionPlan plan, AuditHistory history) {
        return plan.parts().stream()
                .mapToLong(part -> part.decisions().stream()
                        .filter(decision -> !decision.kept())
                        .map(decision -> history.of(
                                part.kind(), part.parent(), decision.item().id()))
                        .filter(entry -> entry.flatMap(AuditHistory.Entry::outcome)
                                .filter(DeleteOutcome::gone)
                                .isEmpty())
                        .count())
                .sum();
    }

    /** How many items the plan deletes that the record does not say are gone. */
    public long pending() {
        return pending;
    }

    /** Whether the record contradicts the plan nowhere; items may still be {@link #open()}. */
    public boolean passed() {
        return problems.isEmpty();
    }

    /**
     * Whether the last run of the plan ended, and no outcome is open or unknown. Otherwise the plan is needed to continue: apply
     * it again.
     */
    public boolean finished() {
        return open.isEmpty()
                && !summary().containsKey(DeleteOutcome.UNKNOWN)
                && (runs() == 0 || history.runs().get(runs() - 1).ended().isPresent());
    }

    /** What contradicts the plan, a sentence each; at most 1000. */
    public List<String> problems() {
        return problems;
    }

    /** What was begun and has no outcome, in no run: sorted. */
    public List<Open> open() {
        return open;
    }

    /** The alarms of the record that no user has acknowledged; see {@link AuditHistory#alarms()}. */
    public List<AuditHistory.Alarm> alarms() {
        return history.alarms();
    }

    /** How many runs the plan had. */
    public int runs() {
        return history.runs().size();
    }

    /** How many items have each outcome by the last word on them; outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Long> summary() {
        return Collections.unmodifiableMap(history.summary());
    }

    /** {@code {"passed", "runs", "summary", "problems", "pending", "open", "alarms"}}, as plain values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("passed", passed());
        map.put("runs", runs());
        map.put("summary", PartReport.named(summary()));
        map.put("problems", problems);
        map.put("pending", pending);
        map.put("open", open.stream().map(Open::toMap).toList());
        map.put("alarms", alarms().stream().map(AuditHistory.Alarm::toMap).toList());
        return map;
    }
}
