package io.modelkeep.cli.session;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
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
        ShutdownSignal signal) {}
