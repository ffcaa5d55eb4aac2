package io.modelkeep.cli;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelkeep checkpoints ...}. */
@Command(name = "checkpoints", description = "Lists and deletes the checkpoints of a training.")
final class CheckpointsCommand {

    private final Session session;

    CheckpointsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists checkpoints, by default all of them by ascending step.")
    int list(
            @Parameters(paramLabel = "TRAINING", description = "The training; on W&B Training, the model's id.")
                    String training,
            @Option(names = "--order", paramLabel = "asc|desc", description = "Which way, by step.") @Nullable Direction order,
            @Option(names = "--limit", paramLabel = "N", description = "How many in all.") @Nullable Long limit) {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit " + limit + " is below 1; leave it out for all");
        }
        TrainingId id = new TrainingId(training);
        try (Stores stores = session.open()) {
            CheckpointStore store = stores.checkpoints();
            Listing.checkpoints(
                    store,
                    id,
                    first(store, id, order),
                    limit == null ? Long.MAX_VALUE : limit,
                    session.format().list(session.out(), Kind.CHECKPOINT));
            return ExitCode.DONE;
        }
    }

    @Command(name = "latest", description = "Shows the checkpoint with the highest step, else the newest.")
    int latest(@Parameters(paramLabel = "TRAINING", description = "The training.") String training) {
        TrainingId id = new TrainingId(training);
        try (Stores stores = session.open()) {
            Optional<Checkpoint> latest = stores.checkpoints().latest(id);
            latest.ifPresentOrElse(
                    checkpoint -> session.format().print(session.out(), Kind.CHECKPOINT, checkpoint),
                    () -> session.note(stores.provider() + ": training " + id + " has no checkpoint"));
            return latest.isPresent() ? ExitCode.DONE : ExitCode.NOT_FOUND;
        }
    }

    @Command(name = "delete", description = "Deletes the checkpoints named, and says what happened to each.")
    int delete(
            @Parameters(paramLabel = "TRAINING", description = "The training.") String training,
            @Parameters(
                            paramLabel = "ID",
                            arity = "1..*",
                            description =
                                    "The checkpoints; on W&B Training, their steps. What begins with - goes behind --.")
                    List<String> ids,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        TrainingId id = new TrainingId(training);
        Set<CheckpointId> checkpoints = new LinkedHashSet<>();
        ids.forEach(checkpoint -> checkpoints.add(new CheckpointId(checkpoint)));
        try (Stores stores = session.open()) {
            List<String> names = checkpoints.stream().map(CheckpointId::value).toList();
            session.confirmation()
                    .require(
                            yes,
                            Confirmation.counted("checkpoint", names) + " of training " + id + " on "
                                    + stores.provider());
            return session.change(
                    () -> session.report(Deletion.of(id, stores.checkpoints().delete(id, checkpoints))));
        }
    }

    private static PageRequest first(CheckpointStore store, TrainingId training, @Nullable Direction asked) {
        if (asked != null) {
            return PageRequest.first().withOrder(asked.order());
        }
        return store.capabilities(training).contains(Capability.CHECKPOINT_ORDER)
                ? PageRequest.first().withOrder(Order.ASCENDING)
                : PageRequest.first();
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
