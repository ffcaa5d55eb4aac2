package io.modelkeep.baseten.internal.read;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.ModelJson.ModelList;
import io.modelkeep.baseten.internal.api.ModelJson.ModelRow;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.json.TimestampParser;
import java.util.List;
import java.util.Optional;

/** A reader of models. Thread-safe. */
public final class ModelReader {

    private final BasetenService service;
    private final Optional<String> team;

    public ModelReader(BasetenService service, Optional<String> team) {
        this.service = service;
        this.team = team;
    }

    /** Lists the models of the configured team, or of all teams. With a name, only exact matches are listed. */
    public List<Model> list(Optional<String> name) {
        CallContext context = service.client().begin(Operation.LIST_MODELS, team.orElse("of all teams"));
        String filter = name.orElse(null);
        Reply<ModelList> reply = service.send(
                team.isPresent()
                        ? service.api().listTeamModels(team.get(), filter)
                        : service.api().listModels(filter),
                context);
        List<ModelRow> rows = service.listOrThrow(reply, context, team).models();
        List<Model> models = UnpagedList.of(rows, row -> model(checked(row, reply)), Model::id, reply);
        // A server that does not know the filter returns all models. A caller who deletes the results must not get the
        // others.
        return models.stream()
                .filter(model -> name.isEmpty() || name.get().equals(model.name()))
                .toList();
    }

    /**
     * Reads one model.
     *
     * @throws io.modelkeep.errors.StoreException if the model cannot be read
     */
    public ModelRow row(String model, CallContext context) {
        Reply<ModelRow> reply = service.send(service.api().getModel(model), context);
        ModelRow row = service.bodyOrThrow(reply, context);
        if (!row.id().equals(model)) {
            throw reply.malformed("the answer is about another model");
        }
        return row;
    }

    private static ModelRow checked(ModelRow row, Reply<?> reply) {
        if (!BasetenIds.ANY.matcher(row.id()).matches()) {
            throw reply.malformed(BasetenIds.none("model", row.id()));
        }
        return row;
    }

    public static Model model(ModelRow row) {
        Model.Builder model = Model.builder(new ModelId(row.id()), row.name())
                .attributes(new AttributeMap()
                        .put(Model.ENTITY, row.team())
                        .put(BasetenAttributes.DEPLOYMENTS, row.deploymentsCount())
                        .put(BasetenAttributes.PRODUCTION_DEPLOYMENT, row.productionDeployment())
                        .put(BasetenAttributes.DEVELOPMENT_DEPLOYMENT, row.developmentDeployment())
                        .put(BasetenAttributes.INSTANCE_TYPE, row.instanceType())
                        .values());
        TimestampParser.instant(row.createdAt()).ifPresent(model::createdAt);
        row.live().ifPresent(model::live);
        return model.build();
    }
}
