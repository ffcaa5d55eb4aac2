package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.spi.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention acknowledge}: records that a user looked at the service after an alarm. */
@Command(
        name = "acknowledge",
        description = {
            "Records that you looked at the service after an alarm: a response that covers more than was requested.",
            "Until then, no plan is applied with the same audit. Sends no request."
        })
final class AcknowledgeCommand implements Callable<Integer> {

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

    AcknowledgeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("retention acknowledge");
        Path place = audit == null ? ApplyCommand.auditOf(file) : audit;
        if (!Files.exists(place)) {
            throw new UsageException("the audit " + place + " cannot be read: there is no such file");
        }
        try (AuditLog log = AuditLog.open(place, ApplyCommand.user(), Clock.systemUTC())) {
            print(log.acknowledge());
        }
        return ExitCode.DONE;
    }

    private void print(List<AuditHistory.Alarm> alarms) {
        Output out = session.out();
        switch (session.format()) {
            case TABLE -> {
                alarms.forEach(alarm -> out.line(SafeText.of("acknowledged: " + alarm, MAX_LINE)));
                if (alarms.isEmpty()) {
                    out.line("there is no alarm to acknowledge");
                }
            }
            case JSON ->
                out.line(JsonLine.of(Map.of(
                        "acknowledged",
                        alarms.stream().map(AuditHistory.Alarm::toMap).toList())));
            case JSONL -> alarms.forEach(alarm -> out.line(JsonLine.of(alarm.toMap())));
        }
        out.flush();
    }
}
