package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.spi.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention verify}: checks an audit against a plan. */
@Command(
        name = "verify",
        description = {
            "Checks the audit of a plan: only planned items were deleted, and every outcome is known.",
            "Sends no request, so the current state of the service is not checked; apply does that."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int MAX_LINE = 1024;

    private final Session session;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AUDIT",
            description = "The audit file; by default PLAN.audit.jsonl.")
    private @Nullable Path audit;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("retention verify");
        RetentionPlan plan = session.plan(file);
        Path place = audit == null ? ApplyCommand.auditOf(file) : audit;
        if (!Files.exists(place)) {
            throw new UsageException("the audit " + place + " cannot be read: there is no such file");
        }
        AuditCheck check = AuditCheck.verify(plan, place);
        print(check);
        check.problems().forEach(session::note);
        RecordedAlarms.print(session, check.alarms(), file, place);
        if (check.runs() == 0 && check.alarms().isEmpty()) {
            session.note(
                    "the audit " + place + " records no execution of the plan " + file + "; name the audit that does");
            return ExitCode.NOT_FOUND;
        }
        return code(check);
    }

    private static int code(AuditCheck check) {
        if (!check.alarms().isEmpty()) {
            return ExitCode.ALARM;
        }
        if (!check.passed()) {
            return ExitCode.REFUSED;
        }
        if (!check.open().isEmpty()) {
            return ExitCode.UNKNOWN;
        }
        return check.pending() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private void print(AuditCheck check) {
        Output out = session.out();
        if (session.format() == Format.TABLE) {
            for (AuditCheck.Open open : check.open()) {
                out.line(SafeText.of(
                        open.id() + " of " + open.parent()
                                + " has no recorded outcome; look at the service, or apply the plan again",
                        MAX_LINE));
            }
            out.line(verdict(check) + ": " + check.runs() + (check.runs() == 1 ? " execution, " : " executions, ")
                    + (check.summary().isEmpty() && check.pending() > 0
                            ? "nothing deleted"
                            : ApplyWriter.counts(check.summary()))
                    + (check.pending() == 0 ? "" : "; " + check.pending() + " planned deletions are not done"));
        } else {
            out.line(JsonLine.of(check.toMap()));
        }
        out.flush();
    }

    private static String verdict(AuditCheck check) {
        if (!check.passed()) {
            return "the audit contradicts the plan";
        }
        return check.open().isEmpty() ? "the audit agrees with the plan" : "the audit lacks some outcomes";
    }
}
