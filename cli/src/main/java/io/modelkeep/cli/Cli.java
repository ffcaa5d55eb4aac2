package io.modelkeep.cli;

import io.modelkeep.cli.command.CheckpointsCommand;
import io.modelkeep.cli.command.Commands;
import io.modelkeep.cli.command.ModelsCommand;
import io.modelkeep.cli.command.ProvidersCommand;
import io.modelkeep.cli.command.RunsCommand;
import io.modelkeep.cli.command.VersionsCommand;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.OutputException;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.retention.RetentionCommand;
import io.modelkeep.cli.session.CommandContext;
import io.modelkeep.cli.session.Failure;
import io.modelkeep.cli.session.RootCommand;
import io.modelkeep.cli.session.Session;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.errors.RetentionException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a function from arguments and a context to an exit code. */
public final class Cli {

    private Cli() {}

    /** Runs one of the published commands and returns its exit code. */
    public static int run(String[] args, CommandContext shell) {
        return run(args, shell, (commands, session) -> {});
    }

    /** Runs one of the published or additional commands and returns its exit code. */
    public static int run(String[] args, CommandContext shell, AdditionalCommands additional) {
        try {
            requireDecoded(args);
            CommandLine command = commandLine(List.of(args), shell, additional);
            OptionCheck.require(command, args);
            int code = command.execute(args);
            shell.out().flush();
            return code;
        } catch (Throwable failure) {
            return told(failure, shell);
        }
    }

    /**
     * Refuses an argument that Java could not decode, because it would name something other than what was typed. The
     * message does not quote the argument, which may be a credential.
     */
    private static void requireDecoded(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].indexOf('\uFFFD') >= 0) {
                throw new UsageException(
                        "argument " + (i + 1) + " holds a character that is not in the locale's character set"
                                + " (" + System.getProperty("sun.jnu.encoding")
                                + "), and may not be what was typed; write it in"
                                + " UTF-8, and set LC_ALL to a UTF-8 locale that is installed, such as C.UTF-8");
            }
        }
    }

    private static CommandLine commandLine(List<String> args, CommandContext shell, AdditionalCommands additional) {
        RootCommand root = new RootCommand();
        Session session = new Session(root, shell);
        CommandLine command = new CommandLine(root);
        Commands commands = new Commands(command)
                .with("providers", behind -> new CommandLine(new ProvidersCommand(session)))
                .with("models", behind -> methods(command, new ModelsCommand(session), behind))
                .with("versions", behind -> methods(command, new VersionsCommand(session), behind))
                .with("runs", behind -> methods(command, new RunsCommand(session), behind))
                .with("checkpoints", behind -> methods(command, new CheckpointsCommand(session), behind))
                .with("retention", behind -> RetentionCommand.of(session, new Commands(command), behind));
        additional.addTo(commands, session);
        commands.addTo(command, args);
        // Not set by annotation: picocli would create the version provider for every command, even if the version is
        // not printed.
        tellVersion(command, new Version());
        return command
                // An argument that begins with @ is an ordinary id. It must not make picocli read more arguments from
                // a file.
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(shell.out().asWriter())
                .setParameterExceptionHandler(new SyntaxProblem(shell))
                .setExecutionExceptionHandler(new Told(shell));
    }

    private static void tellVersion(CommandLine command, Version version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(below -> tellVersion(below, version));
    }

    /**
     * The handler of syntax errors. It and {@code Told} are classes because a CDS archive cannot contain lambdas of
     * picocli's types.
     */
    private static final class SyntaxProblem implements IParameterExceptionHandler {

        private final CommandContext shell;

        SyntaxProblem(CommandContext shell) {
            this.shell = shell;
        }

        @Override
        public int handleParseException(ParameterException problem, String[] args) {
            shell.err().println(Failure.line(syntax(problem)));
            return ExitCode.USAGE;
        }
    }

    private static final class Told implements IExecutionExceptionHandler {

        private final CommandContext shell;

        Told(CommandContext shell) {
            this.shell = shell;
        }

        @Override
        public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
            return told(failure, shell);
        }
    }

    /** Creates a command whose methods are its subcommands. */
    private static CommandLine methods(CommandLine root, Object command, List<String> args) {
        return new Commands(root).withMethodsOf(command.getClass()).addTo(new CommandLine(command), args);
    }

    /** Prints the failure, if any, and returns its exit code. */
    private static int told(Throwable failure, CommandContext shell) {
        if (failure instanceof OutputException.Closed) {
            return ExitCode.DONE;
        }
        if (failure instanceof OutputException) {
            shell.err().println(Failure.line(String.valueOf(failure.getMessage())));
            return ExitCode.SERVICE;
        }
        if (failure instanceof UsageException) {
            shell.err().println(Failure.line(String.valueOf(failure.getMessage())));
            return ExitCode.USAGE;
        }
        if (failure instanceof StoreException known) {
            shell.err().println(Failure.line(known));
            return ExitCode.of(known);
        }
        if (failure instanceof RetentionException refusal) {
            shell.err().println(Failure.line(String.valueOf(refusal.getMessage())));
            return ExitCode.of(refusal);
        }
        shell.err().println(Failure.bug(failure));
        return ExitCode.BUG;
    }

    private static String syntax(ParameterException problem) {
        List<String> suggestions =
                problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return Stream.of(
                        String.valueOf(problem.getMessage()),
                        suggestions.isEmpty() ? "" : "did you mean " + String.join(" or ", suggestions) + "?",
                        "see: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
