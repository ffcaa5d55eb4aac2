package io.modelkeep.cli.session;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.SystemTerminal;
import io.modelkeep.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The environment in which a command runs.
 *
 * @param environment the environment variables
 * @param terminal the terminal of the user
 * @param in standard input, read only if an argument asks for it
 * @param out standard output, for results only
 * @param err standard error, for all other messages
 * @param signal the handling of signals during a change
 */
public record CommandContext(
        Map<String, String> environment,
        Terminal terminal,
        InputStream in,
        Output out,
        PrintStream err,
        ShutdownSignal signal) {

    /** Creates the context of this process. */
    public static CommandContext ofThisProcess() {
        // Always UTF-8: the output may be piped into a file that programs with another locale read.
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new CommandContext(
                System.getenv(),
                new SystemTerminal(),
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                err,
                ShutdownSignal.ofThisProcess(err));
    }
}
