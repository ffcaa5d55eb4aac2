package io.modelkeep.cli.retention;

import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;

/** The notes printed after a plan about its parts. */
final class PlanNotes {

    private PlanNotes() {}

    static void tell(Session session, RetentionPlan plan) {
        for (TargetPlan part : plan.parts()) {
            part.problem()
                    .ifPresent(problem -> session.note(
                            subject(part) + " is not planned, so nothing of it is deleted: " + problem.message()));
            part.notes().forEach(note -> session.note(subject(part) + ": " + note));
        }
    }

    /** Returns the run or model of a part. */
    static String subject(TargetPlan part) {
        return (part.kind() == ItemKind.CHECKPOINTS ? "run " : "model ") + part.parent();
    }
}
