package io.modelkeep.baseten;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.delete.BasetenModelDeletion;
import io.modelkeep.baseten.internal.read.BasetenIds;
import io.modelkeep.baseten.internal.read.DeploymentReader;
import io.modelkeep.baseten.internal.read.ModelReader;
import io.modelkeep.baseten.internal.read.UnpagedList;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.delete.SingleIdDeletion;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The models of Baseten, with their deployments as versions.
 *
 * <p>Deleting a model also deletes its deployments, even those that serve requests. {@link DeleteMode#SAFE} does not
 * delete a model that serves, or may serve, production. The same mode does not delete a deployment that serves, or
 * may serve, an environment.
 */
final class BasetenModelStore implements ModelStore {

    private final BasetenService service;
    private final ModelReader models;

    BasetenModelStore(BasetenService service, Optional<String> team) {
        this.service = service;
        this.models = new ModelReader(service, team);
    }

    @Override
    public String provider() {
        return BasetenProvider.NAME;
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return service.client().prefetchExecutor();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODEL_GET,
                Capability.MODEL_LIST,
                Capability.MODEL_NAME_FILTER,
                Capability.MODEL_DELETE,
                Capability.VERSION_LIST,
                Capability.VERSION_DELETE);
    }

    @Override
    public Set<Field> versionFields() {
        return EnumSet.of(Field.CREATED_AT, Field.STATE, Field.LIVE);
    }

    @Override
    public Model get(ModelId id) {
        String model = BasetenIds.model(id, Operation.GET_MODEL);
        return service.client().operate(Operation.GET_MODEL, () -> {
            CallContext context = service.client().begin(Operation.GET_MODEL, model);
            return ModelReader.model(models.row(model, context));
        });
    }

    @Override
    public Page<Model> list(PageRequest page) {
        UnpagedList.requireFirst(Operation.LIST_MODELS, page);
        return list(Optional.empty());
    }

    @Override
    public Page<Model> listByName(String name, PageRequest page) {
        if (name.isBlank()) {
            throw new InvalidRequestException(ErrorDetails.of("the name to list is blank; list without a name for all")
                    .provider(BasetenProvider.NAME)
                    .operation(Operation.LIST_MODELS));
        }
        UnpagedList.requireFirst(Operation.LIST_MODELS, page);
        return list(Optional.of(name));
    }

    private Page<Model> list(Optional<String> name) {
        return service.client().operate(Operation.LIST_MODELS, () -> Page.last(models.list(name)));
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        String model = BasetenIds.model(id, Operation.LIST_VERSIONS);
        UnpagedList.requireFirst(Operation.LIST_VERSIONS, page);
        return service.client().operate(Operation.LIST_VERSIONS, () -> {
            CallContext context = service.client().begin(Operation.LIST_VERSIONS, "of " + model);
            return Page.last(new DeploymentReader(service, models, model).list(context));
        });
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        String model = BasetenIds.model(id, Operation.DELETE_MODEL);
        return service.client()
                .operate(
                        Operation.DELETE_MODEL,
                        () -> new BasetenModelDeletion(service, models, id, model, mode == DeleteMode.FORCE).run());
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        String model = BasetenIds.model(id, Operation.DELETE_VERSIONS);
        List<VersionId> deployments = BasetenIds.deployments(versions);
        return service.client()
                .operate(
                        Operation.DELETE_VERSIONS,
                        () -> new SingleIdDeletion<>(
                                        service.client(),
                                        new DeploymentReader(service, models, model),
                                        deployments,
                                        mode != DeleteMode.FORCE)
                                .run());
    }
}
