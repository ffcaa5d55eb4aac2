package io.modelkeep.cli;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.SystemTerminal;
import io.modelkeep.cli.session.CommandContext;
import io.modelkeep.cli.session.ShutdownSignal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The entry point of the process. It passes arguments, environment and streams to {@link Cli} and exits with the code
 * returned.
 */
public final class Modelkeep {

    private Modelkeep() {}

    /** Runs one command and exits with one of the codes listed by {@code modelkeep --help}. */
    public static void main(String[] args) {
        // Always UTF-8: the output may be piped into a file that programs with another locale read.
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        CommandContext shell = new CommandContext(
                System.getenv(),
                new SystemTerminal(),
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                err,
                ShutdownSignal.ofThisProcess(err));
        System.exit(Cli.run(args, shell));
    }
}
