package io.modelkeep.baseten;

import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.baseten.ModelJson.ModelRow;
import io.modelkeep.baseten.ModelJson.ModelTombstone;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import java.util.Map;

/**
 * The deletion of one model: it is read, then deleted, and read again only where the answer leaves it open.
 *
 * <p>The service deletes a model while it serves production, so the read before is the only protection there is; it also
 * tells what goes with the model, which the answer does not.
 */
final class ModelRemoval {

    /** Statuses below say nothing of a failure: a 303 may follow what was carried out. */
    private static final int FIRST_ERROR = 400;

    private final BasetenService service;
    private final Models models;
    private final ModelId id;
    private final String model;

    ModelRemoval(BasetenService service, Models models, ModelId id, String model) {
        this.service = service;
        this.models = models;
        this.id = id;
        this.model = model;
    }

    ModelDeletion run(boolean forced) {
        CallContext context = begin();
        ModelRow row;
        try {
            row = models.row(model, context);
        } catch (NotFoundException absent) {
            return deletion(DeleteOutcome.ALREADY_ABSENT);
        } catch (StoreException unread) {
            return deletion(DeleteOutcome.NOT_ATTEMPTED, unread);
        }
        // What may serve production is as safe as what does: a server that does not say is not asked to delete.
        if (!forced && row.live().orElse(true)) {
            return deletion(
                    DeleteOutcome.REFUSED,
                    new ConflictException(BasetenService.about(
                            context,
                            (row.live().isPresent()
                                            ? "it serves production"
                                            : "the service does not say whether it serves production")
                                    + "; it goes, with all its deployments, only where the deletion is forced")));
        }
        return delete(row, context.after(0));
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    private ModelDeletion delete(ModelRow row, CallContext context) {
        Reply<ModelTombstone> reply = service.send(service.api().deleteModel(model), context);
        if (reply.ok()) {
            return answered(row, reply);
        }
        StoreException failure = service.failure(reply, context);
        if (failure instanceof NotFoundException) {
            return reply.mayBeApplied()
                    ? gone(DeleteResult.of(id, DeleteOutcome.PRESUMED_DELETED, failure), row)
                    : deletion(DeleteOutcome.ALREADY_ABSENT);
        }
        if (reply.mayBeApplied() || failure.statusCode().orElse(FIRST_ERROR) < FIRST_ERROR) {
            return settled(row, reply, failure, reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED);
        }
        return deletion(notDone(reply), failure);
    }

    private ModelDeletion answered(ModelRow row, Reply<ModelTombstone> reply) {
        ModelTombstone tombstone = reply.body();
        if (!tombstone.id().equals(model)) {
            return another(reply);
        }
        if (tombstone.deleted()) {
            return gone(DeleteResult.of(id, DeleteOutcome.DELETED), row);
        }
        ConflictException kept =
                new ConflictException(reply.details().problem("the service says that it did not delete it"));
        return reply.mayBeApplied()
                ? settled(row, reply, kept, DeleteOutcome.REFUSED)
                : deletion(DeleteOutcome.REFUSED, kept);
    }

    /** Where the service says that another model went, this one being absent is no proof of what was done to it. */
    private ModelDeletion another(Reply<?> reply) {
        ScopeExceededException other = new ScopeExceededException(
                reply.details().problem("the service says that it deleted another model; look at the service now"),
                0,
                1);
        try {
            models.row(model, begin());
        } catch (StoreException absentOrUnread) {
            return deletion(DeleteOutcome.UNKNOWN, other);
        }
        return deletion(DeleteOutcome.FAILED, other);
    }

    /** What may have been carried out is looked up. */
    private ModelDeletion settled(ModelRow row, Reply<?> reply, StoreException failure, DeleteOutcome ifThere) {
        try {
            models.row(model, begin());
        } catch (NotFoundException absent) {
            return gone(DeleteResult.of(id, DeleteOutcome.PRESUMED_DELETED, failure), row);
        } catch (StoreException unread) {
            return deletion(DeleteOutcome.UNKNOWN, reply.unknown(failure));
        }
        return deletion(ifThere, reply.unanswered() ? reply.unknown(failure) : failure);
    }

    private static DeleteOutcome notDone(Reply<?> reply) {
        if (reply.refused()) {
            return DeleteOutcome.REFUSED;
        }
        return reply.over() && reply.neverSent() ? DeleteOutcome.NOT_ATTEMPTED : DeleteOutcome.FAILED;
    }

    private static ModelDeletion gone(DeleteResult<ModelId> result, ModelRow row) {
        Long deployments = row.deploymentsCount();
        return ModelDeletion.of(
                BasetenProvider.NAME,
                result,
                deployments == null ? Map.of() : Map.of(BasetenAttributes.DEPLOYMENTS, deployments));
    }

    private ModelDeletion deletion(DeleteOutcome outcome) {
        return ModelDeletion.of(BasetenProvider.NAME, DeleteResult.of(id, outcome), Map.of());
    }

    private ModelDeletion deletion(DeleteOutcome outcome, StoreException cause) {
        return ModelDeletion.of(BasetenProvider.NAME, DeleteResult.of(id, outcome, cause), Map.of());
    }
}
