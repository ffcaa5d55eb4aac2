package io.modelkeep.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code modelkeep retention ...}. */
@Command(
        name = "retention",
        description = {
            "Keeps what matters and deletes the rest: a plan is made, can be looked at, and is then applied.",
            "A plan is a file; only apply deletes, and only what the plan names."
        })
final class RetentionCommand {

    private RetentionCommand() {}

    /** The command with those below it. */
    static CommandLine of(Session session) {
        return new CommandLine(new RetentionCommand())
                .addSubcommand(new PlanCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new ReportCommand(session))
                .addSubcommand(new ApplyCommand(session))
                .addSubcommand(new VerifyCommand(session));
    }
}
