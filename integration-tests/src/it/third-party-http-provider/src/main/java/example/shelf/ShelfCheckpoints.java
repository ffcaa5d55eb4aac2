package example.shelf;

import example.shelf.ShelfApi.CheckpointRow;
import example.shelf.ShelfApi.Deleted;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.delete.ListSearch;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.delete.DeletableResource;
import io.modelkeep.http.delete.ExistingIds;
import io.modelkeep.http.delete.TombstoneResult;
import java.util.Set;
import retrofit2.Call;

/** The checkpoints of one training run, as the toolkit deletes them. */
final class ShelfCheckpoints implements DeletableResource<CheckpointId, Deleted> {

    private final ShelfApi api;
    private final ShelfPages pages;
    private final String run;

    ShelfCheckpoints(ShelfApi api, ShelfPages pages, String run) {
        this.api = api;
        this.pages = pages;
        this.run = run;
    }

    @Override
    public Operation operation() {
        return Operation.DELETE_CHECKPOINTS;
    }

    @Override
    public String parent() {
        return run;
    }

    @Override
    public Call<Deleted> deletion(CheckpointId id) {
        return api.delete(run, id.value());
    }

    @Override
    public TombstoneResult read(Deleted answer, CheckpointId id) {
        return answer.id().equals(id.value()) ? TombstoneResult.DELETED : TombstoneResult.ANOTHER;
    }

    @Override
    public ExistingIds<CheckpointId> existing(Set<CheckpointId> wanted, CallContext context) {
        ListSearch<CheckpointId, CheckpointRow> search = ListSearch.of(
                ShelfProvider.NAME,
                context,
                wanted,
                row -> new CheckpointId(row.id()),
                page -> pages.checkpoints(run, page, context));
        search.failure().ifPresent(failure -> {
            throw failure;
        });
        return ExistingIds.of(
                wanted.stream().filter(id -> search.find(id).isPresent()).toList());
    }

    @Override
    public StoreException failure(Reply<?> reply, CallContext context) {
        return reply.failure(); // an error of this service names its code, which no router does
    }
}
