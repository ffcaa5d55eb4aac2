package io.modelkeep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modelkeep trainings ...}. */
@Command(
        name = "trainings",
        addMethodSubcommands = false,
        description = "Lists what checkpoints hang on: training runs and jobs.")
final class TrainingsCommand {

    private final Session session;

    TrainingsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists trainings, by default all of them.")
    int list(@Mixin Limit limit) {
        return session.list(
                Kind.TRAINING, limit, (stores, first) -> stores.checkpoints().streamTrainings(first));
    }
}
