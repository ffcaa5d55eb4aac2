package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.session.Session;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.audit.TargetReport;
import java.util.List;
import java.util.Optional;

/** The notes printed after the report of an applied plan: failures and their remedies. */
final class ApplyNotes {

    private static final int MOST_DRIFT = 20;

    private ApplyNotes() {}

    static void tell(Session session, ExecutionReport report) {
        List<Drift> drift = report.drift();
        drift.stream().limit(MOST_DRIFT).forEach(each -> session.note(each.toString()));
        for (TargetReport part : report.parts()) {
            part.notes().forEach(note -> session.note(part.parent() + ": " + note));
        }
        if (report.alarm().isPresent()) {
            session.note(report.alarm().get());
        } else if (!drift.isEmpty()) {
            session.note(
                    "nothing was deleted: " + drift.size() + (drift.size() == 1 ? " item differs" : " items differ")
                            + " from the plan; plan again: modelkeep retention plan");
        } else if (report.abortCause().isPresent()) {
            stopped(session, report, report.abortCause().get());
        } else {
            report.parts().forEach(part -> part(session, part));
        }
    }

    private static void stopped(Session session, ExecutionReport report, RuntimeException why) {
        if (why instanceof CancelledException cancelled && ExitCode.cancelledUnsent(report)) {
            session.note(cancelled, "no deletion request was sent");
        } else if (why instanceof StoreException failure) {
            session.note(failure);
        } else {
            session.note(String.valueOf(why.getMessage()));
        }
    }

    private static void part(Session session, TargetReport part) {
        part.problem().ifPresent(problem -> session.note(part.parent() + " is not in the plan: " + problem.message()));
        Optional<StoreException> why = part.abortCause()
                .or(() -> part.results().stream()
                        .filter(result -> !result.outcome().isAbsent())
                        .flatMap(result -> result.cause().stream())
                        .findFirst());
        why.ifPresent(session::note);
    }
}
