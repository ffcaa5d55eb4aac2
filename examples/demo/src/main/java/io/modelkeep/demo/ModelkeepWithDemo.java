package io.modelkeep.demo;

import io.modelkeep.cli.Cli;
import io.modelkeep.cli.session.CommandContext;
import picocli.CommandLine;

/** The entry point of the command in a checkout. It adds {@code demo} and {@code simulate} to the published commands. */
public final class ModelkeepWithDemo {

    private ModelkeepWithDemo() {}

    /** Runs one command and exits with one of the codes listed by {@code modelkeep --help}. */
    public static void main(String[] args) {
        System.exit(run(args, CommandContext.ofThisProcess()));
    }

    /** Runs one command and returns its exit code. */
    static int run(String[] args, CommandContext shell) {
        return Cli.run(
                args,
                shell,
                (commands, session) -> commands.with(
                                "simulate", following -> new CommandLine(new SimulateCommand(session)))
                        .with("demo", following -> new CommandLine(new DemoCommand(session))));
    }
}
