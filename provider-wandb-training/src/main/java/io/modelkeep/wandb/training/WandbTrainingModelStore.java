package io.modelkeep.wandb.training;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelStore;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.wandb.training.internal.api.WandbTrainingIds;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CreateModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CreatedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import io.modelkeep.wandb.training.internal.delete.WandbTrainingModelDeletion;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * The models of W&amp;B Training. The service can create and delete models, but has no request that reads or lists
 * them.
 *
 * <p>Deleting a model also deletes its checkpoints, artifacts and W&amp;B run. The service does not report what a model
 * serves, so {@link DeleteMode#SAFE} protects nothing here.
 */
final class WandbTrainingModelStore implements ModelStore {

    private final WandbTrainingService service;
    private final Optional<String> entity;
    private final Optional<String> project;

    WandbTrainingModelStore(WandbTrainingService service, Optional<String> entity, Optional<String> project) {
        this.service = service;
        this.entity = entity;
        this.project = project;
    }

    @Override
    public String provider() {
        return WandbTrainingProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.MODEL_CREATE, Capability.MODEL_DELETE);
    }

    @Override
    public Model create(ModelSpec spec) {
        CreateModel body = body(spec);
        return service.client().operate(Operation.CREATE_MODEL, () -> {
            CallContext context = service.client().begin(Operation.CREATE_MODEL, '"' + spec.name() + '"');
            Call<CreatedModel> call = body.returnExisting()
                    ? service.api().createOrReturnModel(body)
                    : service.api().createModel(body);
            Reply<CreatedModel> reply = service.send(call, context);
            if (reply.ok()) {
                return model(reply, body);
            }
            // With return_existing, a retry finds the model that a lost attempt created. Without it, a retry might
            // create another.
            if (reply.mayBeApplied() && !body.returnExisting()) {
                throw reply.unknown(reply.failure());
            }
            throw service.failure(reply, context);
        });
    }

    private CreateModel body(ModelSpec spec) {
        IfExists ifExists = spec.ifExists().orElse(IfExists.FAIL);
        if (spec.name().isBlank()) {
            throw refused("the model's name is blank");
        }
        if (spec.baseModel().filter(model -> !model.isBlank()).isEmpty()) {
            throw refused("a base model is needed, such as a Hugging Face path");
        }
        if (spec.sourceCode().isPresent()
                || spec.description().isPresent()
                || !spec.attributes().isEmpty()) {
            throw refused("this service stores no source code, description or attributes; leave them out");
        }
        if (ifExists == IfExists.ADD_VERSION) {
            throw refused(
                    "models have no versions here; for a name that exists, choose to fail or to return that model");
        }
        return new CreateModel(
                entity.orElse(null),
                project.orElseThrow(() ->
                        refused("a project is needed; set " + WandbTrainingKeys.PROJECT + " in the configuration")),
                spec.name(),
                spec.baseModel().orElseThrow(),
                ifExists == IfExists.RETURN);
    }

    private static StoreException refused(String problem) {
        return WandbTrainingIds.refused(Operation.CREATE_MODEL, problem);
    }

    private static Model model(Reply<CreatedModel> reply, CreateModel asked) {
        CreatedModel created = reply.body();
        boolean foreign = differs(created.name(), asked.name())
                || differs(created.project(), asked.project())
                || (asked.entity() != null
                        && created.entity() != null
                        && !created.entity().equalsIgnoreCase(asked.entity()));
        if (foreign) {
            throw reply.unknown(reply.malformed("the answer is about another model"));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, Model.ENTITY, created.entity());
        put(attributes, Model.PROJECT, created.project());
        put(attributes, Model.BASE_MODEL, created.baseModel());
        put(attributes, Model.RUN_ID, created.runId());
        try {
            return Model.builder(new ModelId(created.id()), asked.name())
                    .run(new RunId(WandbTrainingIds.model(new ModelId(created.id()), Operation.CREATE_MODEL)))
                    .attributes(attributes)
                    .build();
        } catch (InvalidRequestException noId) {
            throw reply.unknown(reply.malformed("the created model's id is not a model id"));
        }
    }

    /**
     * Returns whether an answer contradicts the request. Confusing two names now could later lead to the deletion of
     * the wrong model.
     */
    private static boolean differs(@Nullable String answered, String asked) {
        return answered != null && !answered.equals(asked);
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        String model = WandbTrainingIds.model(id, Operation.DELETE_MODEL);
        return service.client()
                .operate(Operation.DELETE_MODEL, () -> new WandbTrainingModelDeletion(service, id, model).run());
    }
}
