package example.shelf;

import example.shelf.ShelfApi.CheckpointRow;
import example.shelf.ShelfApi.RunRow;
import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.delete.SingleIdDeletion;
import io.modelkeep.http.json.TimestampParser;
import io.modelkeep.spi.RevisionRules;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The training runs and checkpoints of a Shelf server. */
final class ShelfCheckpointStore implements CheckpointStore {

    private final ServiceClient client;
    private final ShelfApi api;
    private final ShelfPages pages;

    ShelfCheckpointStore(ServiceClient client, ShelfApi api) {
        this.client = client;
        this.api = api;
        this.pages = new ShelfPages(client, api);
    }

    @Override
    public String provider() {
        return ShelfProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.RUN_LIST, Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return Set.of(Field.STEP, Field.CREATED_AT);
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return client.prefetchExecutor();
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        return client.operate(
                Operation.LIST_RUNS,
                () -> pages.runs(page, client.begin(Operation.LIST_RUNS, "")).map(ShelfCheckpointStore::run));
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        String id = ShelfIds.checked(ShelfIds.RUN, run, Operation.LIST_CHECKPOINTS);
        return client.operate(
                Operation.LIST_CHECKPOINTS,
                () -> pages.checkpoints(id, page, client.begin(Operation.LIST_CHECKPOINTS, "of " + id))
                        .map(ShelfCheckpointStore::checkpoint));
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        String id = ShelfIds.checked(ShelfIds.RUN, run, Operation.DELETE_CHECKPOINTS);
        RevisionRules.refuse(provider(), run, expectedRevisions);
        if (checkpoints == null) {
            throw ShelfIds.refused(Operation.DELETE_CHECKPOINTS, "the collection is null");
        }
        checkpoints.forEach(one -> ShelfIds.checked(ShelfIds.CHECKPOINT, one, Operation.DELETE_CHECKPOINTS));
        return client.operate(
                Operation.DELETE_CHECKPOINTS,
                () -> new SingleIdDeletion<>(client, new ShelfCheckpoints(api, pages, id), checkpoints, false).run());
    }

    private static TrainingRun run(RunRow row) {
        TrainingRun.Builder run = TrainingRun.builder(new RunId(row.id()));
        Optional.ofNullable(row.name()).ifPresent(run::name);
        return run.build();
    }

    private static Checkpoint checkpoint(CheckpointRow row) {
        Checkpoint.Builder checkpoint =
                Checkpoint.builder(new CheckpointId(row.id())).step(row.step());
        TimestampParser.instant(row.createdAt()).ifPresent(checkpoint::createdAt);
        return checkpoint.build();
    }
}
