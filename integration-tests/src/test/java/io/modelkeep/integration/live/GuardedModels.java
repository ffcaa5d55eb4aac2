package io.modelkeep.integration.live;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models of a service, of which only those in the ledger can be deleted. What is not declared is refused here already,
 * since a clause asks for it with ids that might be somebody's; and what the library says it created is looked up, since it is
 * the library that is in question.
 *
 * @param idOf the id of the model of that name, as the service itself says it
 */
record GuardedModels(ModelStore inner, Ledger ledger, Function<String, ModelId> idOf) implements ModelStore {

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public Set<Field> versionFields() {
        return inner.versionFields();
    }

    @Override
    public Model create(ModelSpec spec) {
        if (!capabilities().contains(Capability.MODEL_CREATE)) {
            return ModelStore.super.create(spec);
        }
        ledger.begin(spec.name());
        Model model = created(spec);
        ModelId made = ledger.made(spec.name(), idOf.apply(spec.name()));
        if (!model.id().equals(made)) {
            throw new AssertionError(spec.name() + " has the id " + made + " and not " + model.id());
        }
        return model;
    }

    private Model created(ModelSpec spec) {
        try {
            return inner.create(spec);
        } catch (InvalidRequestException | ConflictException refused) {
            ledger.refused(spec.name());
            throw refused;
        }
    }

    @Override
    public Model get(ModelId id) {
        return inner.get(id);
    }

    @Override
    public Page<Model> list(PageRequest page) {
        return inner.list(page);
    }

    @Override
    public Stream<Model> stream(PageRequest from) {
        return inner.stream(from);
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        return inner.listVersions(id, page);
    }

    @Override
    public Stream<ModelVersion> streamVersions(ModelId id) {
        return inner.streamVersions(id);
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        if (!capabilities().contains(Capability.MODEL_DELETE)) {
            return ModelStore.super.delete(id, mode);
        }
        ledger.check(id);
        return inner.delete(id, mode);
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        if (!capabilities().contains(Capability.VERSION_DELETE)) {
            return ModelStore.super.deleteVersions(id, versions, mode);
        }
        ledger.check(id);
        return inner.deleteVersions(id, versions, mode);
    }
}
