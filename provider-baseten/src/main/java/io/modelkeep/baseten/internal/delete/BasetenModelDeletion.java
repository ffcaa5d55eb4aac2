package io.modelkeep.baseten.internal.delete;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.BasetenProvider;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.ModelJson.ModelRow;
import io.modelkeep.baseten.internal.api.ModelJson.ModelTombstone;
import io.modelkeep.baseten.internal.read.ModelReader;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * The deletion of one model: it is read, then deleted, and read again only where the answers leave it open.
 *
 * <p>The service deletes a model while it serves production, so the read before is the only protection. It also shows what
 * goes with the model, which the answer does not.
 */
public final class BasetenModelDeletion {

    private final BasetenService service;
    private final ModelReader models;
    private final ModelId id;
    private final String model;
    private final boolean forced;

    public BasetenModelDeletion(BasetenService service, ModelReader models, ModelId id, String model, boolean forced) {
        this.service = service;
        this.models = models;
        this.id = id;
        this.model = model;
        this.forced = forced;
    }

    public ModelDeletion run() {
        CallContext context = begin();
        ModelRow row;
        try {
            row = models.row(model, context);
        } catch (NotFoundException denied) {
            return denied(denied);
        } catch (StoreException unread) {
            return notAttempted(unread);
        }
        Optional<ConflictException> protection = protection(row, context);
        return protection.isPresent()
                ? ended(DeleteResult.of(id, DeleteOutcome.REFUSED, protection.get()))
                : delete(row, context.after(0));
    }

    /** What may serve production is as safe as what does: a server that does not say is not asked to delete. */
    private Optional<ConflictException> protection(ModelRow row, CallContext context) {
        if (forced || !row.live().orElse(true)) {
            return Optional.empty();
        }
        String why = row.live().isPresent()
                ? "it serves production"
                : "the service does not say whether it serves production";
        return Optional.of(new ConflictException(BasetenService.about(
                context, why + "; it goes, with all its deployments, only where the deletion is forced")));
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

    /** Sends the deletion; before each repetition it is read again whether the model serves production by now. */
    private ModelDeletion delete(ModelRow row, CallContext context) {
        Call<ModelTombstone> call = service.api().deleteModel(model);
        Reply<ModelTombstone> reply = service.send(call, context);
        DeletionEvidence failed = null;
        while (!reply.ok()) {
            StoreException failure = service.failure(reply, context);
            if (failed == null && reply.aborted() && reply.neverSent()) {
                return notAttempted(failure);
            }
            failed = after(failed, DeletionEvidence.ofFailure(reply, failure));
            if (!service.client().mayTryAgain(reply) || !service.client().prepareRepeat(call, reply, context)) {
                return ended(row, failed(failed));
            }
            // What never reached the service is still to be sent for the first time.
            Optional<DeleteResult<ModelId>> end =
                    forced || reply.neverSent() ? Optional.empty() : beforeRepetition(reply, failed, context);
            if (end.isPresent()) {
                return ended(row, end.get());
            }
            reply = service.send(call.clone(), context.after(reply.attempts()));
        }
        return answered(row, reply, failed);
    }

    private static DeletionEvidence after(@Nullable DeletionEvidence earlier, DeletionEvidence evidence) {
        return earlier == null ? evidence.seenBefore() : evidence.after(earlier);
    }

    /** An error answer is about this one model; all else is settled by a read. */
    private DeleteResult<ModelId> failed(DeletionEvidence evidence) {
        return evidence.mayBeApplied() || evidence.answer() == Answer.DENIED ? settled(evidence) : evidence.present(id);
    }

    /** The result, if the deletion is not to be repeated. */
    private Optional<DeleteResult<ModelId>> beforeRepetition(
            Reply<?> reply, DeletionEvidence failed, CallContext context) {
        try {
            ModelRow now = models.row(model, context.after(0));
            return protection(now, context)
                    .map(why -> DeletionEvidence.of(Answer.REFUSED, reply, why)
                            .after(failed)
                            .present(id));
        } catch (NotFoundException absent) {
            return Optional.of(failed.absenceNeedsSecondRead() ? settled(failed) : failed.absent(id));
        } catch (StoreException unread) {
            return Optional.of(failed.mayBeApplied() ? failed.unread(id, unread) : failed.present(id));
        }
    }

    private ModelDeletion answered(ModelRow row, Reply<ModelTombstone> reply, @Nullable DeletionEvidence failed) {
        ModelTombstone tombstone = reply.body();
        if (!tombstone.id().equals(model)) {
            ScopeExceededException alarm = new ScopeExceededException(
                    reply.details().problem("the service says that it deleted another model; look at the service now"),
                    0,
                    1);
            DeleteResult<ModelId> settled =
                    settled(after(failed, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm)));
            DeleteResult<ModelId> result = DeleteResult.of(id, settled.outcome(), alarm);
            return ModelDeletion.of(BasetenProvider.NAME, result, cascade(row, result), alarm);
        }
        if (tombstone.deleted()) {
            return ended(row, DeleteResult.of(id, DeleteOutcome.DELETED));
        }
        ConflictException kept =
                new ConflictException(reply.details().problem("the service says that it did not delete it"));
        return ended(row, settled(after(failed, DeletionEvidence.of(Answer.REFUSED, reply, kept))));
    }

    private DeleteResult<ModelId> settled(DeletionEvidence evidence) {
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
        return result.outcome().isAbsent() && deployments != null
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
