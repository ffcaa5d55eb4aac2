package io.modelkeep.retention.audit;

import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.spi.SafeText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A comparison of the lines of an audit log with a plan. Not thread-safe. */
final class AuditComparison implements Consumer<AuditLine> {

    private final RetentionPlan plan;
    private final Consumer<String> problems;
    private final AuditReplay walk;
    private final Map<Map.Entry<ItemKind, String>, Set<String>> deletions = new HashMap<>();
    private boolean ours;

    /**
     * Creates a comparison that continues after a problem.
     *
     * @param problems receives each problem
     */
    AuditComparison(RetentionPlan plan, Consumer<String> problems) {
        this.plan = plan;
        this.problems = problem -> problems.accept(SafeText.of(problem, 1024));
        this.walk = new AuditReplay(plan.digest(), this.problems);
        for (TargetPlan part : plan.parts()) {
            Set<String> ids = new HashSet<>();
            part.decisions().stream()
                    .filter(decision -> !decision.kept())
                    .forEach(decision -> ids.add(decision.item().id()));
            deletions.put(Map.entry(part.kind(), part.parent()), ids);
        }
    }

    AuditReplay walk() {
        return walk;
    }

    @Override
    public void accept(AuditLine line) {
        if (line instanceof AuditLine.Begin begin) {
            ours = begin.plan().equals(plan.digest());
            if (ours) {
                begin(begin);
            }
        } else if (ours && line instanceof AuditLine.Intent intent) {
            planned(intent.kind(), intent.parent(), intent.ids());
        } else if (ours && line instanceof AuditLine.Absent absent) {
            planned(
                    absent.kind(),
                    absent.parent(),
                    absent.results().stream().map(AuditLine.Result::id).toList());
        }
        walk.accept(line);
    }

    private void begin(AuditLine.Begin begin) {
        same("provider", plan.provider(), begin.provider());
        same("origin", plan.origin(), begin.origin());
        same("account", plan.account(), begin.account());
        same("policy", plan.policy(), begin.policy());
    }

    private void same(String what, Object planned, Object recorded) {
        if (!planned.equals(recorded)) {
            problems.accept("the " + what + " of a run is " + recorded + ", and the plan's is " + planned);
        }
    }

    private void planned(ItemKind kind, String parent, List<String> ids) {
        Set<String> known = deletions.getOrDefault(Map.entry(kind, parent), Set.of());
        for (String id : ids) {
            if (!known.contains(id)) {
                problems.accept(id + " of " + parent + " is in the audit, but the plan does not delete it");
            }
        }
    }
}
