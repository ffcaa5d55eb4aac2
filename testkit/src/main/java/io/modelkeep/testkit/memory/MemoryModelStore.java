package io.modelkeep.testkit.memory;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Field;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The model store of a {@link MemoryServer}. Thread-safe. */
final class MemoryModelStore implements ModelStore {

    private static final Predicate<String> MODEL =
            Pattern.compile("model-[1-9]\\d{0,17}").asMatchPredicate();
    private static final Predicate<String> VERSION =
            Pattern.compile("version-[1-9]\\d{0,17}").asMatchPredicate();

    private final MemoryServer server;
    private final MemoryCalls calls;
    private final MemoryPages pages;

    MemoryModelStore(MemoryServer server, MemoryCalls calls, int pageSize) {
        this.server = server;
        this.calls = calls;
        this.pages = new MemoryPages(() -> Math.min(pageSize, server.mostOnAPage()));
    }

    @Override
    public String provider() {
        return MemoryProvider.NAME;
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return calls.prefetchExecutor();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODEL_CREATE,
                Capability.MODEL_GET,
                Capability.MODEL_LIST,
                Capability.MODEL_NAME_FILTER,
                Capability.MODEL_DELETE,
                Capability.VERSION_LIST,
                Capability.VERSION_DELETE);
    }

    @Override
    public Set<Field> versionFields() {
        return Set.of(Field.CREATED_AT, Field.STATE, Field.LIVE, Field.ALIASES);
    }

    @Override
    public Model create(ModelSpec spec) {
        calls.checkOpen();
        if (spec.name().isBlank()) {
            throw new InvalidRequestException(
                    MemoryCalls.details(Operation.CREATE_MODEL, "", "the name is blank; set a name"));
        }
        return calls.run(Operation.CREATE_MODEL, () -> {
            synchronized (server) {
                Optional<Model> existing = server.modelNamed(spec.name());
                if (existing.isEmpty()) {
                    return server.add(spec);
                }
                Model found = existing.get();
                if (spec.ifExists().orElse(IfExists.FAIL) == IfExists.FAIL) {
                    throw new ConflictException(
                            MemoryCalls.details(Operation.CREATE_MODEL, found.id(), "is a model of that name already"));
                }
                if (spec.ifExists().equals(Optional.of(IfExists.ADD_VERSION))) {
                    server.addVersion(found.id());
                }
                return found;
            }
        });
    }

    @Override
    public Model get(ModelId id) {
        check(Operation.GET_MODEL, id);
        return calls.run(
                Operation.GET_MODEL, () -> server.model(id).orElseThrow(() -> missing(Operation.GET_MODEL, id)));
    }

    @Override
    public Page<Model> list(PageRequest page) {
        calls.checkOpen();
        return list("", server::modelRows, page);
    }

    @Override
    public Page<Model> listByName(String name, PageRequest page) {
        calls.checkOpen();
        if (name.isBlank()) {
            throw new InvalidRequestException(
                    MemoryCalls.details(Operation.LIST_MODELS, "", "the name to list is blank"));
        }
        return list(name, () -> named(name), page);
    }

    private SortedMap<Long, Model> named(String name) {
        SortedMap<Long, Model> rows = server.modelRows();
        rows.values().removeIf(model -> !model.name().equals(name));
        return rows;
    }

    private Page<Model> list(String list, Supplier<SortedMap<Long, Model>> rows, PageRequest page) {
        return calls.run(
                Operation.LIST_MODELS,
                () -> pages.page(Operation.LIST_MODELS, list, Order.ASCENDING, rows.get(), page));
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        check(Operation.LIST_VERSIONS, id);
        return calls.run(Operation.LIST_VERSIONS, () -> {
            if (server.model(id).isEmpty()) {
                throw missing(Operation.LIST_VERSIONS, id);
            }
            return pages.page(Operation.LIST_VERSIONS, id.value(), Order.ASCENDING, server.versionRows(id), page);
        });
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        check(Operation.DELETE_MODEL, id);
        return calls.run(Operation.DELETE_MODEL, () -> {
            synchronized (server) {
                Optional<String> protection = mode == DeleteMode.SAFE ? protection(id) : Optional.empty();
                if (protection.isPresent()) {
                    ConflictException why = new ConflictException(MemoryCalls.details(
                            Operation.DELETE_MODEL, id, protection.get() + "; ask for DeleteMode.FORCE"));
                    return ModelDeletion.of(provider(), DeleteResult.of(id, DeleteOutcome.REFUSED, why), Map.of());
                }
                return server.remove(id)
                        .map(counts -> ModelDeletion.of(provider(), DeleteResult.of(id, DeleteOutcome.DELETED), counts))
                        .orElseGet(() -> ModelDeletion.of(
                                provider(), DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT), Map.of()));
            }
        });
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        check(Operation.DELETE_VERSIONS, id);
        Collection<VersionId> checked =
                MemoryCalls.checked(Operation.DELETE_VERSIONS, versions, VERSION, "version-NUMBER");
        return calls.delete(
                Operation.DELETE_VERSIONS,
                checked,
                () -> server.model(id).isPresent()
                        ? Optional.empty()
                        : Optional.of(missing(Operation.DELETE_VERSIONS, id)),
                version -> delete(id, version, mode));
    }

    private DeleteResult<VersionId> delete(ModelId id, VersionId version, DeleteMode mode) {
        synchronized (server) {
            Optional<String> protection = server.version(id, version).flatMap(found -> protection(found, mode));
            if (protection.isPresent()) {
                ConflictException why = new ConflictException(
                        MemoryCalls.details(Operation.DELETE_VERSIONS, version, protection.get()));
                return DeleteResult.of(version, DeleteOutcome.REFUSED, why);
            }
            return DeleteResult.of(
                    version, server.remove(id, version) ? DeleteOutcome.DELETED : DeleteOutcome.ALREADY_ABSENT);
        }
    }

    /** Returns why a version is not deleted: production in both modes, an alias unless the deletion is forced. */
    private static Optional<String> protection(ModelVersion version, DeleteMode mode) {
        if (version.live().orElse(false)) {
            return Optional.of("serves production");
        }
        Set<String> aliases = version.aliases().orElse(Set.of());
        return mode == DeleteMode.SAFE && !aliases.isEmpty()
                ? Optional.of("has the aliases " + aliases + "; ask for DeleteMode.FORCE")
                : Optional.empty();
    }

    private Optional<String> protection(ModelId id) {
        Optional<Model> model = server.model(id);
        if (model.flatMap(Model::live).orElse(model.isPresent())) {
            return Optional.of("serves production, or may serve it");
        }
        return server.versions(id).stream()
                .filter(version -> protection(version, DeleteMode.SAFE).isPresent())
                .findFirst()
                .map(version -> "has the version " + version.id() + ", which serves production or has an alias");
    }

    /**
     * Returns the attributes of a model that is created from a spec, including those named by {@link Model}'s
     * constants.
     */
    static Map<String, String> attributes(ModelSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>(spec.attributes());
        spec.baseModel().ifPresent(text -> attributes.put(Model.BASE_MODEL, text));
        spec.sourceCode().ifPresent(text -> attributes.put(Model.SOURCE_CODE, text));
        spec.description().ifPresent(text -> attributes.put(Model.DESCRIPTION, text));
        return attributes;
    }

    private void check(Operation operation, ModelId id) {
        calls.checkOpen();
        if (!MODEL.test(id.value())) {
            throw MemoryCalls.foreign(operation, id, "model-NUMBER");
        }
    }

    private static NotFoundException missing(Operation operation, ModelId id) {
        return new NotFoundException(MemoryCalls.details(operation, id, "not found"));
    }
}
