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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelkeep checkpoints ...}. */
@Command(
        name = "checkpoints",
        addMethodSubcommands = false,
        description = "Lists, downloads and deletes the checkpoints of a training.")
public final class CheckpointsCommand {

    private final Session session;

    public CheckpointsCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "list",
            description =
                    "Lists checkpoints, by default all of them; by ascending step where the provider orders them.")
    int list(
            @Parameters(
                            paramLabel = "TRAINING",
                            description = "The training; on W&B Training, the model's id; elsewhere one of: runs list.")
                    String training,
            @Option(names = "--order", paramLabel = "asc|desc", description = "Which way, by step.") @Nullable Direction order,
            @Mixin LimitOption limit) {
        RunId id = new RunId(training);
        return session.list(ResourceView.CHECKPOINT, limit, (stores, first) -> {
            CheckpointStore store = stores.checkpoints();
            return store.stream(id, order == null ? oldestFirst(store, id, first) : first.withOrder(order.order()));
        });
    }

    @Command(name = "latest", description = "Shows the checkpoint with the highest step, else the newest.")
    int latest(@Parameters(paramLabel = "TRAINING", description = "The training.") String training) {
        RunId id = new RunId(training);
        try (ModelkeepClient stores = session.open()) {
            Optional<Checkpoint> latest = stores.checkpoints().latest(id);
            latest.ifPresentOrElse(
                    checkpoint -> session.format().print(session.out(), ResourceView.CHECKPOINT, checkpoint),
                    () -> session.note(stores.provider() + ": training " + id + " has no checkpoint"));
            return latest.isPresent() ? ExitCode.DONE : ExitCode.NOT_FOUND;
        }
    }

    @Command(name = "delete", description = "Deletes the checkpoints named, and says what happened to each.")
    int delete(
            @Parameters(paramLabel = "TRAINING", description = "The training.") String training,
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..*",
                            description =
                                    "The checkpoints; on W&B Training, their steps. What begins with - goes behind --.")
                    @Nullable List<String> ids,
            @Mixin IdsOption idsFrom,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        RunId id = new RunId(training);
        Set<CheckpointId> checkpoints = new LinkedHashSet<>();
        idsFrom.ids(session, ids).forEach(checkpoint -> checkpoints.add(new CheckpointId(checkpoint)));
        return session.delete(
                yes,
                Confirmation.counted("checkpoint", checkpoints) + " of training " + id,
                stores -> Deletion.of(id, stores.checkpoints().delete(id, checkpoints)));
    }

    @Command(name = "files", description = "Lists the files of a checkpoint.")
    int files(
            @Parameters(paramLabel = "TRAINING", description = "The training.") String training,
            @Parameters(paramLabel = "ID", description = "The checkpoint.") String id,
            @Mixin LimitOption limit) {
        RunId parent = new RunId(training);
        CheckpointId checkpoint = new CheckpointId(id);
        return session.list(
                ResourceView.FILE,
                limit,
                (stores, first) -> stores.checkpoints().streamFiles(parent, checkpoint, first));
    }

    @Command(name = "download", description = "Downloads the files of a checkpoint, and shows where they are.")
    int download(
            @Parameters(paramLabel = "TRAINING", description = "The training.") String training,
            @Parameters(paramLabel = "ID", description = "The checkpoint.") String id,
            @Option(
                            names = {"-d", "--directory"},
                            paramLabel = "DIR",
                            defaultValue = ".",
                            description = "Where to; created where it is missing, and files of the same names are"
                                    + " replaced. The current one by default.")
                    Path directory) {
        // A variable that is not set must not fill whichever folder the script stands in.
        if (directory.toString().isBlank()) {
            throw new UsageException("the directory is empty; leave -d out for the current one");
        }
        RunId parent = new RunId(training);
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

    /** The first page of a list by ascending step, where the provider orders by step. */
    public static PageRequest oldestFirst(CheckpointStore store, RunId training, PageRequest first) {
        return store.capabilities(training).contains(Capability.CHECKPOINT_ORDER)
                ? first.withOrder(Order.ASCENDING)
                : first;
    }

    /** The words for an order. */
    enum Direction {
        asc,
        desc;

        Order order() {
            return this == asc ? Order.ASCENDING : Order.DESCENDING;
        }
    }
}
