package io.modelkeep.cli.retention;

import io.modelkeep.cli.command.Commands;
import io.modelkeep.cli.session.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code modelkeep retention} and its subcommands. */
@Command(
        name = "retention",
        description = {
            "Keeps the items that a policy selects and deletes the rest: make a plan, review it, apply it.",
            "A plan is a file. Only apply deletes, and only items that the plan lists for deletion."
        })
public final class RetentionCommand {

    private RetentionCommand() {}

    /** Creates the command with the subcommands needed for the arguments. */
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
