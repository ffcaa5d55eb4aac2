package io.modelkeep.cli.command;

import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.session.LimitOption;
import io.modelkeep.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code modelkeep runs} and its subcommands. */
@Command(
        name = "runs",
        addMethodSubcommands = false,
        description = "Lists training runs and jobs, the parents of checkpoints.")
public final class RunsCommand {

    private final Session session;

    public RunsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists training runs and jobs, by default all of them.")
    int list(@Mixin LimitOption limit) {
        return session.list(
                ResourceView.RUN, limit, (stores, first) -> stores.checkpoints().streamRuns(first));
    }
}
