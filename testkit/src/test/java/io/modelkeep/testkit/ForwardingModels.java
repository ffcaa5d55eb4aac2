package io.modelkeep.testkit;

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
import java.util.Collection;
import java.util.Set;

/** A model store that does what another does; a broken one overrides a method. */
class ForwardingModels implements ModelStore {

    private final ModelStore inner;

    ForwardingModels(ModelStore inner) {
        this.inner = inner;
    }

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
        return inner.create(spec);
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
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        return inner.listVersions(id, page);
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        return inner.delete(id, mode);
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        return inner.deleteVersions(id, versions, mode);
    }
}
