package example.shelf;

import example.shelf.ShelfApi.Deleted;
import example.shelf.ShelfApi.ModelRow;
import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.Operation;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;

import java.util.Map;
import java.util.Set;

/** The models of a Shelf server. It does not report what a model serves, so no mode of deletion protects any. */
final class ShelfModelStore implements ModelStore {

    private final ServiceClient client;
    private final ShelfApi api;

    ShelfModelStore(ServiceClient client, ShelfApi api) {
        this.client = client;
        this.api = api;
    }

    @Override
    public String provider() {
        return ShelfProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.MODEL_GET, Capability.MODEL_DELETE);
    }

    @Override
    public Model get(ModelId id) {
        String model = ShelfIds.checked(ShelfIds.MODEL, id, Operation.GET_MODEL);
        return client.operate(Operation.GET_MODEL, () -> {
            ModelRow row = read(model, client.begin(Operation.GET_MODEL, model));
            return Model.builder(id, row.name()).build();
        });
    }

    private ModelRow read(String model, CallContext context) {
        Reply<ModelRow> reply = client.send(api.model(model), context);
        if (!reply.orThrow().id().equals(model)) {
            throw reply.malformed("the answer is about another model");
        }
        return reply.body();
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        ShelfIds.checked(ShelfIds.MODEL, id, Operation.DELETE_MODEL);
        return client.operate(
                Operation.DELETE_MODEL, () -> ModelDeletion.of(ShelfProvider.NAME, deleted(id), Map.of()));
    }

    private CallContext begin(ModelId id) {
        return client.begin(Operation.DELETE_MODEL, id.value());
    }

    private DeleteResult<ModelId> deleted(ModelId id) {
        Reply<Deleted> reply = client.send(api.deleteModel(id.value()), begin(id));
        if (!reply.ok()) {
            DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, reply.failure());
            if (evidence.needsRead()) {
                return settled(id, evidence);
            }
            return reply.aborted() && reply.neverSent()
                    ? DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED, reply.failure())
                    : evidence.present(id);
        }
        if (reply.body().id().equals(id.value())) {
            return DeleteResult.of(id, DeleteOutcome.DELETED);
        }
        ScopeExceededException alarm = new ScopeExceededException(
                reply.details().problem("the server says that it deleted another model; look at both now"), 1, 1);
        DeletionEvidence evidence = DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm);
        return DeleteResult.of(id, settled(id, evidence).outcome(), alarm);
    }

    /** Settles a deletion by a read of the model, and by a second one after a pause where one is not enough. */
    private DeleteResult<ModelId> settled(ModelId id, DeletionEvidence evidence) {
        CallContext context = begin(id);
        try {
            read(id.value(), context);
            if (evidence.presenceNeedsSecondRead()) {
                if (!client.waitForSecondRead(context)) {
                    return evidence.unconfirmed(id);
                }
                read(id.value(), context);
            }
            return evidence.present(id);
        } catch (NotFoundException absent) {
            return evidence.absent(id);
        } catch (StoreException unread) {
            return evidence.unread(id, unread);
        }
    }
}
