package io.modelkeep.cli.command;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.cli.output.Deletion;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.ListWriter;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Confirmation;
import io.modelkeep.cli.session.LimitOption;
import io.modelkeep.cli.session.Session;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep checkpoints} and its subcommands. */
@Command(
        name = "checkpoints",
        addMethodSubcommands = false,
        description = "Lists, downloads and deletes the checkpoints of a training run.")
public final class CheckpointsCommand {

    private final Session session;

    public CheckpointsCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "list",
            description = "Lists checkpoints, by default all of them; by ascending step where the provider can sort.")
    int list(
            @Parameters(
                            paramLabel = "RUN",
                            description =
                                    "The training run: on W&B Training the id of the model, elsewhere an id from: runs list.")
                    String run,
            @Option(names = "--order", paramLabel = "asc|desc", description = "The sort order by step.") @Nullable Direction order,
            @Mixin LimitOption limit) {
        RunId id = new RunId(run);
        return session.list(ResourceView.CHECKPOINT, limit, (stores, first) -> {
            CheckpointStore store = stores.checkpoints();
            return order == null ? oldestFirst(store, id, first) : store.stream(id, order.order(), first);
        });
    }

    @Command(
            name = "latest",
            description = "Shows the checkpoint with the highest step, or the newest one where steps are unknown.")
    int latest(@Parameters(paramLabel = "RUN", description = "The training run.") String run) {
        RunId id = new RunId(run);
        try (ModelkeepClient stores = session.open()) {
            Optional<Checkpoint> latest = stores.checkpoints().latest(id);
            latest.ifPresentOrElse(
                    checkpoint -> session.format().print(session.out(), ResourceView.CHECKPOINT, checkpoint),
                    () -> session.note(stores.provider() + ": run " + id + " has no checkpoint"));
            return latest.isPresent() ? ExitCode.DONE : ExitCode.NOT_FOUND;
        }
    }

    @Command(name = "delete", description = "Deletes the given checkpoints and reports the outcome of each.")
    int delete(
            @Parameters(paramLabel = "RUN", description = "The training run.") String run,
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..*",
                            description =
                                    "The checkpoints; on W&B Training, their steps. Put ids that begin with - after --.")
                    @Nullable List<String> ids,
            @Mixin IdsOption idsFrom,
            @Option(names = "--yes", description = "Delete without asking for confirmation.") boolean yes) {
        RunId id = new RunId(run);
        Set<CheckpointId> checkpoints = new LinkedHashSet<>();
        idsFrom.ids(session, ids).forEach(checkpoint -> checkpoints.add(new CheckpointId(checkpoint)));
        return session.delete(
                yes,
                Confirmation.counted("checkpoint", checkpoints) + " of run " + id,
                stores -> Deletion.of(id, stores.checkpoints().delete(id, checkpoints)));
    }

    @Command(name = "files", description = "Lists the files of a checkpoint.")
    int files(
            @Parameters(paramLabel = "RUN", description = "The training run.") String run,
            @Parameters(paramLabel = "ID", description = "The checkpoint.") String id,
            @Mixin LimitOption limit) {
        RunId parent = new RunId(run);
        CheckpointId checkpoint = new CheckpointId(id);
        return session.list(
                ResourceView.FILE,
                limit,
                (stores, first) -> stores.checkpoints().streamFiles(parent, checkpoint, first));
    }

    @Command(name = "download", description = "Downloads the files of a checkpoint and prints their paths.")
    int download(
            @Parameters(paramLabel = "RUN", description = "The training run.") String run,
            @Parameters(paramLabel = "ID", description = "The checkpoint.") String id,
            @Option(
                            names = {"-d", "--directory"},
                            paramLabel = "DIR",
                            defaultValue = ".",
                            description =
                                    "The target directory. It is created if missing, and files of the same names are"
                                            + " replaced. By default the current directory.")
                    Path directory) {
        // An unset variable in a script must not make the files land in the current directory.
        if (directory.toString().isBlank()) {
            throw new UsageException("the name of the directory is empty; omit -d to use the current directory");
        }
        RunId parent = new RunId(run);
        CheckpointId checkpoint = new CheckpointId(id);
        try (ModelkeepClient stores = session.open()) {
            List<Path> files = session.tidily(() -> stores.checkpoints().download(parent, checkpoint, directory));
            ListWriter<Path> writer = session.format().list(session.out(), ResourceView.SAVED);
            files.forEach(writer::add);
            writer.end();
            return ExitCode.DONE;
        } catch (UncheckedIOException unwritable) {
            session.note(DownloadFailure.problem(unwritable, directory));
            return ExitCode.SERVICE;
        }
    }

    /** Streams checkpoints in ascending step order if the provider can sort by step. */
    private static Stream<Checkpoint> oldestFirst(CheckpointStore store, RunId run, PageRequest first) {
        return store.capabilities(run).contains(Capability.CHECKPOINT_ORDER)
                ? store.stream(run, Order.ASCENDING, first)
                : store.stream(run, first);
    }

    /** The values of the option {@code --order}. */
    enum Direction {
        asc,
        desc;

        Order order() {
            return this == asc ? Order.ASCENDING : Order.DESCENDING;
        }
    }
}
