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
import io.modelkeep.http.DeletionEvidence;
import io.modelkeep.http.DeletionEvidence.Answer;
import io.modelkeep.http.Reply;
import java.util.Map;

/**
 * The deletion of one model: it is read, then deleted, and read again only where the answers leave it open.
 *
 * <p>The service deletes a model while it serves production, so the read before is the only protection. It also shows what
 * goes with the model, which the answer does not.
 */
final class ModelRemoval {

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
        } catch (NotFoundException denied) {
            return denied(denied);
        } catch (StoreException unread) {
            return notAttempted(unread);
        }
        // What may serve production is as safe as what does: a server that does not say is not asked to delete.
        if (!forced && row.live().orElse(true)) {
            return ended(DeleteResult.of(
                    id,
                    DeleteOutcome.REFUSED,
                    new ConflictException(BasetenService.about(
                            context,
                            (row.live().isPresent()
                                            ? "it serves production"
                                            : "the service does not say whether it serves production")
                                    + "; it goes, with all its deployments, only where the deletion is forced"))));
        }
        return delete(row, context.after(0));
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    /** A model that the first read denies is never sent; one answer alone does not make it absent. */
    private ModelDeletion denied(NotFoundException denied) {
        CallContext context = begin();
        boolean there;
        try {
            there = isThereLater(context);
        } catch (StoreException unread) {
            return notAttempted(unread);
        }
        return ended(
                there
                        ? DeleteResult.of(
                                id,
                                DeleteOutcome.FAILED,
                                new ConflictException(
                                        BasetenService.about(
                                                context,
                                                "one read says that it is not there, and the next one shows it; nothing"
                                                        + " was sent"),
                                        denied))
                        : DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT));
    }

    private ModelDeletion delete(ModelRow row, CallContext context) {
        Reply<ModelTombstone> reply = service.send(service.api().deleteModel(model), context);
        if (reply.ok()) {
            return answered(row, reply);
        }
        StoreException failure = service.failure(reply, context);
        if (reply.over() && reply.neverSent()) {
            return notAttempted(failure);
        }
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure);
        // An error answer is about this one model.
        boolean open = evidence.mayBeApplied() || evidence.answer() == Answer.DENIED;
        return ended(row, open ? settled(evidence) : evidence.present(id));
    }

    private ModelDeletion answered(ModelRow row, Reply<ModelTombstone> reply) {
        ModelTombstone tombstone = reply.body();
        if (!tombstone.id().equals(model)) {
            ScopeExceededException alarm = new ScopeExceededException(
                    reply.details().problem("the service says that it deleted another model; look at the service now"),
                    0,
                    1);
            DeleteResult<ModelId> settled = settled(DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm));
            DeleteResult<ModelId> result = DeleteResult.of(id, settled.outcome(), alarm);
            return ModelDeletion.of(BasetenProvider.NAME, result, cascade(row, result), alarm);
        }
        if (tombstone.deleted()) {
            return ended(row, DeleteResult.of(id, DeleteOutcome.DELETED));
        }
        ConflictException kept =
                new ConflictException(reply.details().problem("the service says that it did not delete it"));
        return ended(row, settled(DeletionEvidence.of(Answer.REFUSED, reply, kept)));
    }

    private DeleteResult<ModelId> settled(DeletionEvidence answered) {
        DeletionEvidence evidence = answered.seenBefore();
        try {
            boolean there = isThere(begin());
            if (there ? evidence.presenceNeedsSecondRead() : evidence.absenceNeedsSecondRead()) {
                there = isThereLater(begin());
            }
            return there ? evidence.present(id) : evidence.absent(id);
        } catch (StoreException unread) {
            return evidence.unread(id, unread);
        }
    }

    private boolean isThereLater(CallContext context) {
        service.waitForSecondRead(context);
        return isThere(context);
    }

    /** Whether a read shows the model; throws what a read throws, but for its absence. */
    private boolean isThere(CallContext context) {
        try {
            models.row(model, context);
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private ModelDeletion ended(ModelRow row, DeleteResult<ModelId> result) {
        return ModelDeletion.of(BasetenProvider.NAME, result, cascade(row, result));
    }

    private static Map<String, Long> cascade(ModelRow row, DeleteResult<ModelId> result) {
        Long deployments = row.deploymentsCount();
        return result.outcome().gone() && deployments != null
                ? Map.of(BasetenAttributes.DEPLOYMENTS, deployments)
                : Map.of();
    }

    private ModelDeletion ended(DeleteResult<ModelId> result) {
        return ModelDeletion.of(BasetenProvider.NAME, result, Map.of());
    }

    private ModelDeletion notAttempted(StoreException cause) {
        return ended(DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED, cause));
    }
}
