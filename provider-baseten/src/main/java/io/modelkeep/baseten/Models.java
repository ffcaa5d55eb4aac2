package io.modelkeep.baseten;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.baseten.ModelJson.ModelList;
import io.modelkeep.baseten.ModelJson.ModelRow;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.http.Timestamps;
import java.util.List;
import java.util.Optional;

/** Reads models. Thread-safe. */
final class Models {

    private final BasetenService service;
    private final Optional<String> team;

    Models(BasetenService service, Optional<String> team) {
        this.service = service;
        this.team = team;
    }

    /** All models of the configured team, or of all teams; with a name those of exactly this name. */
    List<Model> list(Optional<String> name) {
        CallContext context = service.client().begin(Operation.LIST_MODELS, team.orElse("of all teams"));
        String filter = name.orElse(null);
        Reply<ModelList> reply = service.send(
                team.isPresent()
                        ? service.api().listTeamModels(team.get(), filter)
                        : service.api().listModels(filter),
                context);
        List<ModelRow> rows = service.listOrThrow(reply, context, team).models();
        List<Model> models = WholeList.of(rows, row -> model(checked(row, reply)), Model::id, reply);
        // A server that does not know the filter lists all there are: whoever deletes what was found must not get
        // those.
        return models.stream()
                .filter(model -> name.isEmpty() || name.get().equals(model.name()))
                .toList();
    }

    /** One model; throws what a read throws. */
    ModelRow row(String model, CallContext context) {
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

    static Model model(ModelRow row) {
        Model.Builder model = Model.builder(new ModelId(row.id()), row.name())
                .attributes(new AttributeMap()
                        .put(Model.ENTITY, row.team())
                        .put(BasetenAttributes.DEPLOYMENTS, row.deploymentsCount())
                        .put(BasetenAttributes.PRODUCTION_DEPLOYMENT, row.productionDeployment())
                        .put(BasetenAttributes.DEVELOPMENT_DEPLOYMENT, row.developmentDeployment())
                        .put(BasetenAttributes.INSTANCE_TYPE, row.instanceType())
                        .values());
        Timestamps.instant(row.createdAt()).ifPresent(model::createdAt);
        row.live().ifPresent(model::live);
        return model.build();
    }
}
