package io.modelkeep.baseten.internal.read;

import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentList;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentRow;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentTombstone;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.delete.DeletableResource;
import io.modelkeep.http.delete.ExistingIds;
import io.modelkeep.http.delete.TombstoneResult;
import io.modelkeep.http.json.TimestampParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import retrofit2.Call;

/** The deployments of one model, which are its versions. Thread-safe. */
public final class DeploymentReader implements DeletableResource<VersionId, DeploymentTombstone> {

    private final BasetenService service;
    private final ModelReader models;
    private final String model;

    public DeploymentReader(BasetenService service, ModelReader models, String model) {
        this.service = service;
        this.models = models;
        this.model = model;
    }

    /**
     * Lists all deployments.
     *
     * @throws io.modelkeep.errors.StoreException if they cannot be listed
     */
    public List<ModelVersion> list(CallContext context) {
        Reply<DeploymentList> reply = service.send(service.api().listDeployments(model), context);
        List<DeploymentRow> rows = service.bodyOrThrow(reply, context).deployments();
        if (rows.isEmpty()) {
            // A model has at least one deployment. The answer for a model that does not exist is not documented.
            models.row(model, context.after(0));
        }
        return UnpagedList.of(rows, row -> version(row, reply), ModelVersion::id, reply);
    }

    private ModelVersion version(DeploymentRow row, Reply<?> reply) {
        if (!BasetenIds.isDeployment(row.id())) {
            throw reply.malformed(BasetenIds.none("deployment", row.id()));
        }
        if (row.modelId() != null && !row.modelId().equals(model)) {
            throw reply.malformed("the list holds another model's deployment");
        }
        ModelVersion.Builder version = ModelVersion.builder(new VersionId(row.id()), new ModelId(model))
                .attributes(new AttributeMap()
                        .put(BasetenAttributes.NAME, row.name())
                        .put(BasetenAttributes.ENVIRONMENT, row.environment())
                        .put(BasetenAttributes.PRODUCTION, row.production())
                        .put(BasetenAttributes.DEVELOPMENT, row.development())
                        .put(BasetenAttributes.ACTIVE_REPLICAS, row.activeReplicas())
                        .put(BasetenAttributes.INSTANCE_TYPE, row.instanceType())
                        .putJson(BasetenAttributes.LABELS, row.labels())
                        .values());
        TimestampParser.instant(row.createdAt()).ifPresent(version::createdAt);
        if (row.status() != null) {
            version.state(row.status()).itemState(BasetenStates.ofDeployment(row.status()));
        }
        row.live().ifPresent(version::live);
        return version.build();
    }

    @Override
    public Operation operation() {
        return Operation.DELETE_VERSIONS;
    }

    @Override
    public String parent() {
        return model;
    }

    @Override
    public Call<DeploymentTombstone> deletion(VersionId id) {
        return service.api().deleteDeployment(model, id.value());
    }

    @Override
    public TombstoneResult read(DeploymentTombstone tombstone, VersionId id) {
        boolean ofModel = tombstone.modelId() == null || tombstone.modelId().equals(model);
        if (!ofModel || !tombstone.id().equals(id.value())) {
            return TombstoneResult.ANOTHER;
        }
        return tombstone.deleted() ? TombstoneResult.DELETED : TombstoneResult.KEPT;
    }

    @Override
    public StoreException failure(Reply<?> reply, CallContext context) {
        return service.failure(reply, context);
    }

    @Override
    public InvalidRequestException nameGiven(VersionId name, Set<String> ids) {
        return BasetenIds.name(name, ids, operation());
    }

    @Override
    public ExistingIds<VersionId> existing(Set<VersionId> wanted, CallContext context) {
        return ExistingIds.of(
                list(context),
                ModelVersion::id,
                version -> Optional.ofNullable(version.attributes().get(BasetenAttributes.NAME)),
                DeploymentReader::protection);
    }

    /**
     * Returns the reason to protect a deployment, or empty if there is no reason. Unknown use protects it too. A
     * server that does not say what a deployment serves may not refuse to delete it either.
     */
    private static Optional<String> protection(ModelVersion version) {
        if (version.live().isEmpty()) {
            return Optional.of("the service does not say whether it serves an environment (environment, is_production);"
                    + " it is deleted only if the deletion is forced");
        }
        return version.live().get()
                ? Optional.of("it serves the environment "
                        + version.attributes().getOrDefault(BasetenAttributes.ENVIRONMENT, "production"))
                : Optional.empty();
    }
}
