package io.modelkeep.cli.retention;

import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;

/** Tells beside a plan what a reader should know of its parts. */
final class PlanNotes {

    private PlanNotes() {}

    static void tell(Session session, RetentionPlan plan) {
        for (TargetPlan part : plan.parts()) {
            part.problem()
                    .ifPresent(problem -> session.note(
                            subject(part) + " is not planned, and nothing of it is deleted: " + problem.message()));
            part.notes().forEach(note -> session.note(subject(part) + ": " + note));
        }
    }

    /** The training or model that a part is of. */
    static String subject(TargetPlan part) {
        return (part.kind() == ItemKind.CHECKPOINTS ? "training " : "model ") + part.parent();
    }
}
