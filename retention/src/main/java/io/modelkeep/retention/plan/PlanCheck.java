package io.modelkeep.retention.plan;

import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.PolicyMismatchException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.policy.KeepIf;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The check that a plan follows from its policy, by deciding about the plan's items again. */
final class PlanCheck {

    private final RetentionPlan plan;

    PlanCheck(RetentionPlan plan) {
        this.plan = plan;
    }

    void check() {
        plan.policy().stream()
                .filter(rule -> rule.startsWith(KeepIf.WORD + "="))
                .findFirst()
                .ifPresent(rule -> {
                    throw new PolicyMismatchException("the plan's policy contains the predicate " + rule
                            + ", which is code; pass the policy object that the plan was made with");
                });
        check(RetentionPolicy.parse(plan.policy()));
    }

    void check(RetentionPolicy own) {
        if (!own.rules().equals(plan.policy())) {
            throw new PolicyMismatchException("the plan was made with another policy: "
                    + String.join("; ", plan.policy()) + ", and not with " + own + "; plan again");
        }
        RetentionEngine engine = new RetentionEngine(own, plan.plannedAt());
        engine.checkCount("the plan", plan.totals().deleted());
        plan.parts().stream().filter(part -> part.problem().isEmpty()).forEach(part -> check(engine, part));
    }

    private static void check(RetentionEngine engine, TargetPlan part) {
        Set<String> ambiguous = new HashSet<>();
        for (Decision decision : part.decisions()) {
            if (decision.reasons().contains(Decision.AMBIGUOUS)) {
                ambiguous.add(decision.item().id());
            }
        }
        List<Item> items = part.decisions().stream().map(Decision::item).toList();
        TargetPlan again = engine.decide(
                new ItemList(part.kind(), part.parent(), items, ambiguous, Set.of(), part.declared(), List.of()));
        Set<String> kept = new HashSet<>();
        again.decisions().stream()
                .filter(Decision::kept)
                .forEach(decision -> kept.add(decision.item().id()));
        for (Decision decision : part.decisions()) {
            if (!decision.kept() && kept.contains(decision.item().id())) {
                throw new InvalidPlanException("the plan was modified: it deletes "
                        + decision.item().id() + " of " + part.parent() + ", which its policy keeps; plan again");
            }
        }
    }
}
