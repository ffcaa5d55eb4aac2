package io.modelkeep.spi;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * A model store that forwards to another one. A subclass overrides the methods that it changes. Thread-safe if the
 * other store and the subclass are.
 *
 * <p>Streams, and the deletions without a mode, are not forwarded. They call the methods of this object, so an
 * overridden list or deletion applies to them, too.
 */
public abstract class ForwardingModelStore implements ModelStore {

    private final ModelStore delegate;

    /** Creates a store that forwards to this one. */
    protected ForwardingModelStore(ModelStore delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /** Returns the store to which the calls are forwarded. */
    protected final ModelStore delegate() {
        return delegate;
    }

    @Override
    public String provider() {
        return delegate.provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return delegate.capabilities();
    }

    @Override
    public Set<Field> versionFields() {
        return delegate.versionFields();
    }

    @Override
    public Model create(ModelSpec spec) {
        return delegate.create(spec);
    }

    @Override
    public Model get(ModelId id) {
        return delegate.get(id);
    }

    @Override
    public Page<Model> list(PageRequest page) {
        return delegate.list(page);
    }

    @Override
    public Page<Model> listByName(String name, PageRequest page) {
        return delegate.listByName(name, page);
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return delegate.prefetchExecutor();
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        return delegate.listVersions(id, page);
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        return delegate.delete(id, mode);
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        return delegate.deleteVersions(id, versions, mode);
    }
}
