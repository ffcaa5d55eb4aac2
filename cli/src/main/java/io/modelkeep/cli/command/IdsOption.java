package io.modelkeep.cli.command;

import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that reads ids from a file, for more ids than fit on a command line. */
final class IdsOption {

    /** The limit of the file, enough for several hundred thousand ids: larger deletions should be split. */
    private static final int MAX_FILE_BYTES = 16 << 20;

    @Option(
            names = "--ids-from",
            paramLabel = "FILE",
            description = "Read the ids from a file, one per line; - reads standard input.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * Returns the ids to delete: those given as arguments or those of the file.
     *
     * @throws UsageException no ids are given, both sources are given, or the file cannot be read
     */
    List<String> ids(Session session, @Nullable List<String> arguments) {
        List<String> given = arguments == null ? List.of() : arguments;
        if (file == null) {
            if (given.isEmpty()) {
                throw wrong("no ID is given; give ids, or --ids-from FILE");
            }
            return given;
        }
        if (!given.isEmpty()) {
            throw wrong("both ids and --ids-from are given; use only one of them");
        }
        List<String> ids = session.text("list of ids", file, MAX_FILE_BYTES)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            throw new UsageException("the list of ids " + file + " is empty; nothing is deleted");
        }
        return ids;
    }

    private UsageException wrong(String problem) {
        return new UsageException(
                problem + "; see: " + (command == null ? "modelkeep" : command.qualifiedName()) + " --help");
    }
}
