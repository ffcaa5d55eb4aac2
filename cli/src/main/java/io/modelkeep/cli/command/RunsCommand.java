package io.modelkeep.cli.command;

import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.session.LimitOption;
import io.modelkeep.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modelkeep trainings ...}. */
@Command(
        name = "runs",
        addMethodSubcommands = false,
        description = "Lists what checkpoints hang on: training runs and jobs.")
public final class RunsCommand {

    private final Session session;

    public RunsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists trainings, by default all of them.")
    int list(@Mixin LimitOption limit) {
        return session.list(
                ResourceView.TRAINING,
                limit,
                (stores, first) -> stores.checkpoints().streamRuns(first));
    }
}
