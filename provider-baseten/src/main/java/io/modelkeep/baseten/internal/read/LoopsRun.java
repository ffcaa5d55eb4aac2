package io.modelkeep.baseten.internal.read;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.TrainingJson.CheckpointTombstone;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointId;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointIds;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointRow;
import io.modelkeep.baseten.internal.api.TrainingJson.RunAnswer;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.delete.DeletableResource;
import io.modelkeep.http.delete.ExistingIds;
import io.modelkeep.http.delete.TombstoneResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A Loops run. Each of its checkpoints has an id and a name. Two checkpoints may share a name: one for the sampler
 * and one for the trainer. Only the id is ever sent. Thread-safe.
 */
public final class LoopsRun implements CheckpointParent, DeletableResource<CheckpointId, CheckpointTombstone> {

    private final BasetenService service;
    private final String run;

    LoopsRun(BasetenService service, String run) {
        this.service = service;
        this.run = run;
    }

    static RunId id(String run) {
        return new RunId("loops:" + run);
    }

    @Override
    public RunId id() {
        return id(run);
    }

    @Override
    public CheckpointId checked(@Nullable CheckpointId checkpoint, Operation operation) {
        return BasetenIds.loopsCheckpoint(checkpoint, operation);
    }

    @Override
    public List<Checkpoint> checkpoints(CallContext context) {
        Reply<LoopsCheckpointList> reply = service.send(service.api().listLoopsCheckpoints(run), context);
        List<LoopsCheckpointRow> rows = service.bodyOrThrow(reply, context).checkpoints();
        if (rows.isEmpty()) {
            // The run is only a filter here, so an empty list may also mean that there is no such run.
            requireThere(context.after(0));
        }
        return UnpagedList.of(rows, row -> checkpoint(row, reply), Checkpoint::id, reply);
    }

    private void requireThere(CallContext context) {
        Reply<RunAnswer> reply = service.send(service.api().getRun(run), context);
        if (!service.bodyOrThrow(reply, context).run().id().equals(run)) {
            throw reply.malformed("the answer is about another run");
        }
    }

    private Checkpoint checkpoint(LoopsCheckpointRow row, Reply<?> reply) {
        return CheckpointParent.checkpoint(checkpointId(row.id(), row.runId(), reply), row);
    }

    private CheckpointId checkpointId(String id, @Nullable String ofRun, Reply<?> reply) {
        if (!BasetenIds.LOOPS_CHECKPOINT.matcher(id).matches()) {
            throw reply.malformed(BasetenIds.none("checkpoint", id));
        }
        // The run is a filter, which a server may ignore: a row that does not name its run may be another run's.
        if (ofRun == null) {
            throw reply.malformed("the list holds a checkpoint that does not name its run (run_id)");
        }
        if (!ofRun.equals(run)) {
            throw reply.malformed("the list holds another run's checkpoint");
        }
        return new CheckpointId(id);
    }

    @Override
    public Call<FileList> files(CheckpointId checkpoint, int size, long offset) {
        return service.api().listLoopsFiles(checkpoint.value(), size, offset);
    }

    @Override
    public Optional<String> pathWithin(CheckpointId checkpoint, String fileName) {
        return Optional.of(fileName);
    }

    @Override
    public Operation operation() {
        return Operation.DELETE_CHECKPOINTS;
    }

    @Override
    public String parent() {
        return id().value();
    }

    @Override
    public Call<CheckpointTombstone> deletion(CheckpointId id) {
        return service.api().deleteLoopsCheckpoint(id.value());
    }

    @Override
    public TombstoneResult read(CheckpointTombstone tombstone, CheckpointId id) {
        if (!tombstone.id().equals(id.value())) {
            return TombstoneResult.ANOTHER;
        }
        boolean ofRun = tombstone.runId() == null || tombstone.runId().equals(run);
        return ofRun ? TombstoneResult.DELETED : TombstoneResult.DELETED_OF_ANOTHER_PARENT;
    }

    @Override
    public StoreException failure(Reply<?> reply, CallContext context) {
        return service.failure(reply, context);
    }

    @Override
    public InvalidRequestException nameGiven(CheckpointId name, Set<String> ids) {
        return BasetenIds.name(name, ids, operation());
    }

    @Override
    public ExistingIds<CheckpointId> existing(Set<CheckpointId> wanted, CallContext context) {
        Reply<LoopsCheckpointIds> reply = service.send(service.api().listLoopsCheckpointIds(run), context);
        List<LoopsCheckpointId> rows = service.bodyOrThrow(reply, context).checkpoints();
        if (rows.isEmpty()) {
            requireThere(context.after(0));
        }
        List<LoopsCheckpointId> each =
                UnpagedList.of(rows, row -> row, row -> checkpointId(row.id(), row.runId(), reply), reply);
        return ExistingIds.of(each, row -> new CheckpointId(row.id()), LoopsRun::nameLikeAnId, row -> Optional.empty());
    }

    /** Returns the name if it has the form of an id. Other names are rejected as ids before any request. */
    private static Optional<String> nameLikeAnId(LoopsCheckpointId row) {
        return Optional.ofNullable(row.name())
                .filter(name -> BasetenIds.LOOPS_CHECKPOINT.matcher(name).matches());
    }
}
