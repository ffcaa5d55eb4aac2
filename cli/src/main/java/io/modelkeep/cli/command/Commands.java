package io.modelkeep.cli.command;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The subcommands of a command, each created only when needed. Reading the annotations of all subcommands takes
 * picocli longer than most commands run. If the arguments clearly name one subcommand, only that one is created.
 * Otherwise all are created, so that the help text can list them and suggestions can name them. Not thread-safe.
 */
public final class Commands {

    private final Map<String, OptionSpec> options;
    private final Map<String, Function<List<String>, CommandLine>> commands = new LinkedHashMap<>();

    /**
     * Creates an empty set of subcommands.
     *
     * @param root the command whose options may precede any subcommand
     */
    public Commands(CommandLine root) {
        this.options = root.getCommandSpec().optionsMap();
    }

    /** Adds a subcommand that has no subcommands itself. The name is the one in its annotation. */
    public Commands with(String name, Function<List<String>, CommandLine> command) {
        commands.put(name, command);
        return this;
    }

    /** Adds the annotated methods of a class as subcommands, under the names of the methods. */
    public Commands withMethodsOf(Class<?> type) {
        for (Method method : CommandLine.getCommandMethods(type, null)) {
            with(method.getName(), args -> new CommandLine(method));
        }
        return this;
    }

    /** Adds the subcommands needed for the given arguments to a command. */
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

    /**
     * Reports whether an option and its value are at the given position. The name of a subcommand does not count as a
     * value: with all subcommands registered, picocli refuses it.
     */
    private boolean isOptionWithValue(List<String> args, int at) {
        OptionSpec option = options.get(args.get(at));
        return option != null
                && option.arity().min() == 1
                && at + 1 < args.size()
                && !commands.containsKey(args.get(at + 1));
    }
}
