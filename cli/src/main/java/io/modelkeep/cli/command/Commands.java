package io.modelkeep.cli.command;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands below a command, each made only where it is needed: picocli takes longer to read the annotations of all of
 * them than most of them take to run. Where the arguments plainly name one, that is the only one there is; else all are, to
 * be listed by a help text and to be suggested. Not thread-safe.
 */
public final class Commands {

    private final Map<String, OptionSpec> options;
    private final Map<String, Function<List<String>, CommandLine>> commands = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param root whose options may stand before any command
     */
    public Commands(CommandLine root) {
        this.options = root.getCommandSpec().optionsMap();
    }

    /** Adds a command with none below it; the name is the one in its annotation. */
    public Commands with(String name, Function<List<String>, CommandLine> command) {
        commands.put(name, command);
        return this;
    }

    /** Adds the commands that are methods of an object, under the names of the methods. */
    public Commands withMethodsOf(Class<?> type) {
        for (Method method : CommandLine.getCommandMethods(type, null)) {
            with(method.getName(), args -> new CommandLine(method));
        }
        return this;
    }

    /** Adds to a command what of them is needed for the arguments behind it. */
    public CommandLine addTo(CommandLine parent, List<String> args) {
        for (int i = 0; i < args.size(); i += 2) {
            Function<List<String>, CommandLine> named = commands.get(args.get(i));
            if (named != null) {
                return parent.addSubcommand(named.apply(args.subList(i + 1, args.size())));
            }
            if (!isOptionWithValue(args, i)) {
                break;
            }
        }
        commands.values().forEach(command -> parent.addSubcommand(command.apply(List.of())));
        return parent;
    }

    /** Where a value belongs the name of a command is none: picocli refuses it, if it knows all of them. */
    private boolean isOptionWithValue(List<String> args, int at) {
        OptionSpec option = options.get(args.get(at));
        return option != null
                && option.arity().min() == 1
                && at + 1 < args.size()
                && !commands.containsKey(args.get(at + 1));
    }
}
