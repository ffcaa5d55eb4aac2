package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison of an audit log with a plan. It checks that only items of the plan were deleted, and that each batch
 * that was begun has an outcome. Immutable.
 */
public final class AuditCheck {

    private static final int MOST_PROBLEMS = 1000;

    /**
     * An item whose deletion was begun and has no recorded outcome. Check the service, or apply the plan again.
     *
     * @param kind the kind of the item
     * @param parent the id of the training run or model that contains the item
     * @param id the id of the item
     */
    public record Open(ItemKind kind, String parent, String id) {

        /** Returns the item as plain values: {@code {"kind", "parent", "id"}}. */
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
     * Compares an audit log with a plan. Runs of other plans in the same file are skipped.
     *
     * @param plan the plan
     * @param file the audit log
     * @return the result of the comparison
     * @throws InvalidAuditException if the file is not an audit log or a line was changed
     * @throws io.modelkeep.retention.errors.AuditAccessException if it cannot be read or is a symbolic link
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
                                .filter(DeleteOutcome::isAbsent)
                                .isEmpty())
                        .count())
                .sum();
    }

    /** Returns the number of items that the plan deletes and that are not recorded as gone. */
    public long pending() {
        return pending;
    }

    /** Returns whether the audit log contains no contradiction to the plan. Items may still be {@link #open()}. */
    public boolean passed() {
        return problems.isEmpty();
    }

    /**
     * Returns whether the last run of the plan ended, and no outcome is open or unknown. Otherwise apply the plan again
     * to continue.
     */
    public boolean finished() {
        return open.isEmpty()
                && !summary().containsKey(DeleteOutcome.UNKNOWN)
                && (runs() == 0 || history.runs().get(runs() - 1).ended().isPresent());
    }

    /** Returns the contradictions to the plan, one sentence each, at most 1000. */
    public List<String> problems() {
        return problems;
    }

    /** Returns the items whose deletion was begun and has no outcome in any run, sorted. */
    public List<Open> open() {
        return open;
    }

    /** Returns the alarms of the audit log that no user has acknowledged, as {@link AuditHistory#alarms()}. */
    public List<AuditHistory.Alarm> alarms() {
        return history.alarms();
    }

    /** Returns the number of runs of the plan. */
    public int runs() {
        return history.runs().size();
    }

    /**
     * Returns the number of items with each outcome, by the last recorded outcome of each item. Outcomes that did not
     * occur are left out.
     */
    public Map<DeleteOutcome, Long> summary() {
        return Collections.unmodifiableMap(history.summary());
    }

    /**
     * Returns the result as plain values: {@code {"passed", "runs", "summary", "problems", "pending", "open",
     * "alarms"}}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("passed", passed());
        map.put("runs", runs());
        map.put("summary", TargetReport.named(summary()));
        map.put("problems", problems);
        map.put("pending", pending);
        map.put("open", open.stream().map(Open::toMap).toList());
        map.put("alarms", alarms().stream().map(AuditHistory.Alarm::toMap).toList());
        return map;
    }
}
