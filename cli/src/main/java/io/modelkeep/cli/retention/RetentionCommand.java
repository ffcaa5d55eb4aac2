package io.modelkeep.cli.retention;

import io.modelkeep.cli.command.Commands;
import io.modelkeep.cli.session.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code modelkeep retention ...}. */
@Command(
        name = "retention",
        description = {
            "Keeps what matters and deletes the rest: a plan is made, can be looked at, and is then applied.",
            "A plan is a file; only apply deletes, and only what the plan names."
        })
public final class RetentionCommand {

    private RetentionCommand() {}

    /** The command, with what of those below it is needed for the arguments. */
    public static CommandLine of(Session session, Commands below, List<String> args) {
        return below.with("plan", behind -> new CommandLine(new PlanCommand(session)))
                .with("explain", behind -> new CommandLine(new ExplainCommand(session)))
                .with("report", behind -> new CommandLine(new ReportCommand(session)))
                .with("apply", behind -> new CommandLine(new ApplyCommand(session)))
                .with("acknowledge", behind -> new CommandLine(new AcknowledgeCommand(session)))
                .with("verify", behind -> new CommandLine(new VerifyCommand(session)))
                .addTo(new CommandLine(new RetentionCommand()), args);
    }
}
