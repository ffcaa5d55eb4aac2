package io.modelkeep.cli.retention;

import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.audit.AuditHistory;
import java.nio.file.Path;
import java.util.List;

/** The output of the alarms in an audit that no user has acknowledged. */
final class RecordedAlarms {

    private static final int MOST_NAMED = 20;

    private RecordedAlarms() {}

    static void print(Session session, List<AuditHistory.Alarm> alarms, Path plan, Path audit) {
        alarms.stream().limit(MOST_NAMED).forEach(alarm -> session.note("alarm of " + alarm));
        if (!alarms.isEmpty()) {
            session.note("more may be gone than was requested; " + remedy(plan, audit));
        }
    }

    /** Returns the next steps after an alarm. */
    static String remedy(Path plan, Path audit) {
        return "look at the service now, then run: modelkeep retention acknowledge " + plan
                + (audit.equals(ApplyCommand.auditOf(plan)) ? "" : " " + audit);
    }
}
