package io.modelkeep.cli.session;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param environment the environment variables
 * @param terminal whoever can be asked
 * @param in standard input, read only where an argument asks for it
 * @param out for results alone
 * @param err for what people should know beside them
 * @param signal what a signal does while something is being changed
 */
public record CommandContext(
        Map<String, String> environment,
        Terminal terminal,
        InputStream in,
        Output out,
        PrintStream err,
        ShutdownSignal signal) {}
