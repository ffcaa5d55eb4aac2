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
import io.modelkeep.http.delete.SecondRead;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A deletion of one model. The model is read, then deleted, and read again only if the answers leave the outcome open.
 *
 * <p>The service deletes a model even while it serves production, so the read before is the only protection. That
 * read also shows the number of deployments that are deleted with the model, which the answer does not contain.
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

    /**
     * Returns the reason not to delete the model, or empty if it may be deleted. If the server does not say whether the
     * model serves production, the model is protected as if it did.
     */
    private Optional<ConflictException> protection(ModelRow row, CallContext context) {
        if (forced || !row.live().orElse(true)) {
            return Optional.empty();
        }
        String why = row.live().isPresent()
                ? "it serves production"
                : "the service does not say whether it serves production";
        return Optional.of(new ConflictException(service.client()
                .about(context, why + "; it is deleted, with all its deployments, only if the deletion is forced")));
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    /** Decides by a second read, because one answer does not prove that the model is absent. No deletion is sent. */
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
                                        service.client()
                                                .about(
                                                        context,
                                                        "one read does not find the model, but the next one does; nothing was"
                                                                + " sent"),
                                        denied))
                        : DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT));
    }

    /** Sends the deletion. Before each retry, a read checks whether the model serves production by now. */
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
            // After a request that never reached the service, the next one is the first and not a retry.
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

    /** Returns the result of a failed deletion. If the failure may mean that the model is gone, a read settles it. */
    private DeleteResult<ModelId> failed(DeletionEvidence evidence) {
        return evidence.needsRead() ? settled(evidence) : evidence.present(id);
    }

    /** Returns the result if the deletion must not be retried, or empty if it may be. */
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
        SecondRead.await(service.client(), context);
        return isThere(context);
    }

    /** Returns whether a read shows the model. Any failure other than the model's absence is thrown. */
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
