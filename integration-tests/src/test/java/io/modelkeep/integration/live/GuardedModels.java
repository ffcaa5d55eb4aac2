package io.modelkeep.integration.live;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelStore;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.ForwardingModelStore;
import java.util.Collection;
import java.util.function.Function;

/**
 * The models of a service, of which only those in the ledger can be deleted. What is not declared is refused here already,
 * since a clause asks for it with ids that might be somebody's; and what the library says it created is looked up, since it is
 * the library that is in question.
 */
final class GuardedModels extends ForwardingModelStore {

    private final Ledger ledger;
    private final Function<String, ModelId> idOf;

    GuardedModels(ModelStore inner, Ledger ledger, Function<String, ModelId> idOf) {
        super(inner);
        this.ledger = ledger;
        this.idOf = idOf;
    }

    @Override
    public Model create(ModelSpec spec) {
        if (!capabilities().contains(Capability.MODEL_CREATE)) {
            throw new UnsupportedCapabilityException(provider(), Capability.MODEL_CREATE, Operation.CREATE_MODEL, null);
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
            return delegate().create(spec);
        } catch (InvalidRequestException | ConflictException refused) {
            ledger.refused(spec.name());
            throw refused;
        }
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        if (!capabilities().contains(Capability.MODEL_DELETE)) {
            throw new UnsupportedCapabilityException(
                    provider(), Capability.MODEL_DELETE, Operation.DELETE_MODEL, String.valueOf(id));
        }
        ledger.check(id);
        return delegate().delete(id, mode);
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        if (!capabilities().contains(Capability.VERSION_DELETE)) {
            throw new UnsupportedCapabilityException(
                    provider(), Capability.VERSION_DELETE, Operation.DELETE_VERSIONS, "of " + id);
        }
        ledger.check(id);
        return delegate().deleteVersions(id, versions, mode);
    }
}
