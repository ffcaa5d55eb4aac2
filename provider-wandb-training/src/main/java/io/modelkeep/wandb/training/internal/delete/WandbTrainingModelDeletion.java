package io.modelkeep.wandb.training.internal.delete;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.wandb.training.WandbTrainingProvider;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointList;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A deletion of a model with everything that it contains. The service has no request that reads a model, so the list of
 * the model's checkpoints settles an answer that proves nothing. A deleted model has no checkpoints. Only a list with
 * checkpoints in it shows that the model exists.
 */
public final class WandbTrainingModelDeletion {

    private final WandbTrainingService service;
    private final ModelId id;
    private final String model;

    public WandbTrainingModelDeletion(WandbTrainingService service, ModelId id, String model) {
        this.service = service;
        this.id = id;
        this.model = model;
    }

    public ModelDeletion run() {
        CallContext context = begin();
        Reply<DeletedModel> reply = service.send(service.api().deleteModel(model), context);
        if (reply.ok()) {
            return answered(reply);
        }
        StoreException failure = service.failure(reply, context);
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure);
        if (evidence.needsRead()) {
            return deletion(settled(evidence), Map.of());
        }
        return deletion(
                reply.aborted() && reply.neverSent()
                        ? DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED, failure)
                        : evidence.present(id),
                Map.of());
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    private ModelDeletion answered(Reply<DeletedModel> reply) {
        DeletedModel deleted = reply.body();
        Map<String, Long> cascade = cascade(deleted);
        if (!deleted.modelId().equalsIgnoreCase(model)) {
            return alarmed(reply, "the answer is about another model, which may be gone; look at both now", 1);
        }
        long checkpoints = cascade.getOrDefault("checkpoints", 0L);
        if (checkpoints < 0) {
            return alarmed(reply, "the service reports a negative number of deleted checkpoints", checkpoints);
        }
        return deletion(DeleteResult.of(id, DeleteOutcome.DELETED), cascade);
    }

    /** Returns a deletion whose outcome is determined by a read. The reason is always the alarm. */
    private ModelDeletion alarmed(Reply<?> reply, String problem, long counted) {
        ScopeExceededException alarm =
                new ScopeExceededException(reply.details().problem(problem), 1, counted);
        DeleteResult<ModelId> settled = settled(DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm));
        return deletion(DeleteResult.of(id, settled.outcome(), alarm), Map.of());
    }

    private DeleteResult<ModelId> settled(DeletionEvidence evidence) {
        CallContext context = begin();
        Reply<CheckpointList> list = list(context);
        if (showsModel(list) && evidence.presenceNeedsSecondRead()) {
            if (!service.client().waitForSecondRead(context)) {
                return evidence.unconfirmed(id);
            }
            list = list(context);
        }
        if (showsModel(list)) {
            return evidence.present(id);
        }
        StoreException why = list.ok() ? noProof(list) : service.failure(list, context);
        return why instanceof NotFoundException ? evidence.absent(id) : evidence.unread(id, why);
    }

    private Reply<CheckpointList> list(CallContext context) {
        return service.send(service.api().listCheckpoints(model, null, 1, null), context);
    }

    private static boolean showsModel(Reply<CheckpointList> list) {
        return list.ok() && !list.body().data().isEmpty();
    }

    private static MalformedResponseException noProof(Reply<?> list) {
        return list.malformed("an empty list of checkpoints does not show whether the model is there");
    }

    private static Map<String, Long> cascade(DeletedModel deleted) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Long checkpoints = deleted.deletedCheckpoints();
        if (checkpoints != null) {
            counts.put("checkpoints", checkpoints);
        }
        Boolean run = deleted.deletedRun();
        if (run != null) {
            counts.put("runs", run ? 1L : 0L);
        }
        return counts;
    }

    private static ModelDeletion deletion(DeleteResult<ModelId> result, Map<String, Long> cascade) {
        return ModelDeletion.of(WandbTrainingProvider.NAME, result, cascade);
    }
}
