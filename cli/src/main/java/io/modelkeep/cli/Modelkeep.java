package io.modelkeep.cli;

import io.modelkeep.cli.session.CommandContext;

/**
 * The entry point of the process. It passes arguments, environment and streams to {@link Cli} and exits with the code
 * returned.
 */
public final class Modelkeep {

    private Modelkeep() {}

    /** Runs one command and exits with one of the codes listed by {@code modelkeep --help}. */
    public static void main(String[] args) {
        System.exit(Cli.run(args, CommandContext.ofThisProcess()));
    }
}
