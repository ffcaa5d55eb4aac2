package io.modelkeep.cli;

import io.modelkeep.cli.output.UsageException;
import io.modelkeep.spi.SpellingSuggestion;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A check that every argument before {@code --} that begins with - is a known option. About one in 64 ids of some
 * services begins with -. Without this check, picocli reads the id {@code -hxaJ} as {@code -h} followed by more
 * options.
 */
final class OptionCheck {

    private OptionCheck() {}

    /**
     * Checks all arguments before {@code --}.
     *
     * @throws UsageException an argument begins with - and is not an option of its command
     */
    static void require(CommandLine root, String[] args) {
        CommandLine command = root;
        int values = 0;
        for (String arg : args) {
            if (values > 0) {
                values--;
            } else if (arg.equals("--")) {
                return;
            } else if (arg.startsWith("-") && arg.length() > 1) {
                values = values(command, arg);
            } else {
                command = command.getSubcommands().getOrDefault(arg, command);
            }
        }
    }

    /** Returns how many of the arguments after an option are its values. */
    private static int values(CommandLine command, String arg) {
        Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
        OptionSpec alone = options.get(arg);
        if (alone != null) {
            return alone.arity().min();
        }
        int equals = arg.indexOf('=');
        if (equals > 0 && options.containsKey(arg.substring(0, equals))) {
            return 0;
        }
        throw new UsageException(problem(command, arg));
    }

    private static String problem(CommandLine command, String arg) {
        String name = command.getCommandSpec().qualifiedName();
        Optional<String> close = arg.startsWith("--")
                ? SpellingSuggestion.closest(
                        arg.split("=", 2)[0],
                        command.getCommandSpec().optionsMap().keySet())
                : Optional.empty();
        return "'" + arg + "' is not an option of: " + name
                + close.map(option -> "; did you mean " + option + "?").orElse("")
                + "; if it is an id, put -- before it; see: " + name + " --help";
    }
}
