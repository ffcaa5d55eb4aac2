package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.FileFailure;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.report.ReportPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention report}: writes an HTML page about a plan. */
@Command(name = "report", description = "Writes an HTML report of a plan, which a browser shows without a network.")
final class ReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PLAN", description = "The plan file.")
    private Path plan = Path.of("");

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The file of the report, such as report.html.")
    private Path file = Path.of("");

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Also show the outcomes in this audit file; by default PLAN.audit.jsonl, if it exists.")
    private @Nullable Path audit;

    ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("retention report");
        FileFailure.requireOwn("report", file, "<!DOCTYPE html>");
        RetentionPlan read = session.plan(plan);
        ReportPage page = ReportPage.of(read);
        Optional<Path> place = audit();
        Optional<AuditHistory> history = place.map(record -> AuditHistory.read(read, record));
        ReportPage whole = history.map(page::with).orElse(page);
        session.write("report", file, () -> whole.write(file));
        Format format = session.format();
        format.print(session.out(), ResourceView.SAVED, file);
        List<AuditHistory.Alarm> alarms = history.map(AuditHistory::alarms).orElse(List.of());
        RecordedAlarms.print(session, alarms, plan, place.orElse(ApplyCommand.auditOf(plan)));
        return alarms.isEmpty() ? ExitCode.DONE : ExitCode.ALARM;
    }

    private Optional<Path> audit() {
        if (audit == null) {
            return Optional.of(ApplyCommand.auditOf(plan)).filter(Files::exists);
        }
        if (!Files.exists(audit)) {
            throw new UsageException("the audit " + audit + " cannot be read: there is no such file");
        }
        return Optional.of(audit);
    }
}
