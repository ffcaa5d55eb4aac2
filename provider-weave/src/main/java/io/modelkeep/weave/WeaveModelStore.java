package io.modelkeep.weave;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.weave.internal.api.LatestVersion;
import io.modelkeep.weave.internal.api.ObjectOrder;
import io.modelkeep.weave.internal.api.ObjectPages;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.WeaveIds;
import io.modelkeep.weave.internal.api.WeaveJson.CreateModel;
import io.modelkeep.weave.internal.api.WeaveJson.CreatedModel;
import io.modelkeep.weave.internal.api.WeaveService;
import io.modelkeep.weave.internal.delete.VersionDeletion;
import io.modelkeep.weave.internal.delete.WeaveModelDeletion;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The models of a Weave project. A model is an object of the base class {@code Model}. The digest of its content
 * identifies each version.
 *
 * <p>The service does not report whether a model serves requests, so {@link DeleteMode#SAFE} protects versions that an
 * alias names. The service deletes any object by its name, so a deletion first checks that the object is a model.
 */
final class WeaveModelStore implements ModelStore {

    /** Fields that the service writes itself. An attribute of the same name would replace them. */
    private static final Set<String> RESERVED =
            Set.of("name", "description", "files", "_type", "_class_name", "_bases");

    private final WeaveService service;
    private final ObjectPages pages;

    WeaveModelStore(WeaveService service) {
        this.service = service;
        this.pages = new ObjectPages(service);
    }

    @Override
    public String provider() {
        return WeaveProvider.NAME;
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return service.client().prefetchExecutor();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODEL_CREATE,
                Capability.MODEL_GET,
                Capability.MODEL_LIST,
                Capability.MODEL_DELETE,
                Capability.VERSION_LIST,
                Capability.VERSION_DELETE);
    }

    @Override
    public Set<Field> versionFields() {
        return service.reportsAliases() ? EnumSet.of(Field.CREATED_AT, Field.ALIASES) : EnumSet.of(Field.CREATED_AT);
    }

    @Override
    public Model create(ModelSpec spec) {
        CreateModel body = body(spec);
        ServiceClient client = service.client();
        return client.operate(Operation.CREATE_MODEL, () -> {
            CallContext context = client.begin(Operation.CREATE_MODEL, '"' + spec.name() + '"');
            Reply<CreatedModel> reply = client.send(service.create(body), context);
            if (!reply.ok()) {
                throw reply.mayBeApplied() ? reply.unknown(reply.failure()) : reply.failure();
            }
            CreatedModel created = reply.body();
            if (!WeaveIds.isModel(created.objectId()) || !WeaveIds.isDigest(created.digest()) || isElsewhere(created)) {
                throw reply.unknown(reply.malformed("the answer has another model or an invalid id or digest"));
            }
            Map<String, String> attributes = attributes();
            attributes.put(WeaveAttributes.LATEST_DIGEST, created.digest());
            put(attributes, WeaveAttributes.LATEST_NUMBER, created.versionIndex());
            return Model.builder(new ModelId(created.objectId()), created.objectId())
                    .attributes(attributes)
                    .build();
        });
    }

    private static CreateModel body(ModelSpec spec) {
        if (spec.name().isBlank()) {
            throw refused("the model's name is blank");
        }
        WeaveIds.checkName(spec.name());
        String source = spec.sourceCode()
                .filter(code -> !code.isBlank())
                .orElseThrow(() -> refused("source code is missing; give that of the Model class, with its imports"));
        if (spec.baseModel().isPresent()) {
            throw refused("this service has no base models; leave the base model out, or name it in an attribute");
        }
        if (spec.ifExists().orElse(IfExists.ADD_VERSION) != IfExists.ADD_VERSION) {
            throw refused("this service always adds a version if the name exists; choose that, or nothing");
        }
        Map<String, String> attributes = spec.attributes();
        attributes.keySet().stream().filter(RESERVED::contains).findFirst().ifPresent(name -> {
            throw refused("the attribute " + name + " would replace a field of the service; give it another name");
        });
        return new CreateModel(
                spec.name(), source, spec.description().orElse(null), attributes.isEmpty() ? null : attributes);
    }

    private static StoreException refused(String problem) {
        return WeaveIds.refused(Operation.CREATE_MODEL, problem);
    }

    /** Returns whether the answer refers to a model of another project. */
    private boolean isElsewhere(CreatedModel created) {
        String prefix = "weave:///" + service.entity() + "/" + service.project() + "/";
        String ref = created.modelRef();
        return ref != null && !ref.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    @Override
    public Model get(ModelId id) {
        String model = WeaveIds.model(id, Operation.GET_MODEL);
        ServiceClient client = service.client();
        return client.operate(Operation.GET_MODEL, () -> {
            CallContext context = client.begin(Operation.GET_MODEL, model);
            return model(LatestVersion.ofModel(pages, model, context));
        });
    }

    @Override
    public Page<Model> list(PageRequest page) {
        ServiceClient client = service.client();
        return client.operate(Operation.LIST_MODELS, () -> {
            CallContext context = client.begin(Operation.LIST_MODELS, "of " + service.project());
            Page<ObjectRow> rows = pages.read(ObjectOrder.models(), page, ObjectPages.MAX_SIZE, context);
            return page(rows, rows.items().stream().map(this::model).toList());
        });
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        String model = WeaveIds.model(id, Operation.LIST_VERSIONS);
        ServiceClient client = service.client();
        return client.operate(Operation.LIST_VERSIONS, () -> {
            CallContext context = client.begin(Operation.LIST_VERSIONS, "of " + model);
            Page<ObjectRow> rows = pages.read(ObjectOrder.modelVersions(model), page, ObjectPages.MAX_SIZE, context);
            // A model without versions does not exist: deleting the last version deletes the model.
            if (rows.items().isEmpty() && page.token().isEmpty()) {
                throw LatestVersion.missing(context);
            }
            return page(rows, rows.items().stream().map(this::version).toList());
        });
    }

    private static <T> Page<T> page(Page<ObjectRow> rows, List<T> items) {
        return rows.nextToken().map(token -> Page.of(items, token)).orElseGet(() -> Page.last(items));
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        String model = WeaveIds.model(id, Operation.DELETE_MODEL);
        return service.client()
                .operate(Operation.DELETE_MODEL, () -> new WeaveModelDeletion(service, pages, id, model, mode).run());
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        String model = WeaveIds.model(id, Operation.DELETE_VERSIONS);
        Map<String, VersionId> digests = WeaveIds.digests(versions);
        return service.client()
                .operate(
                        Operation.DELETE_VERSIONS,
                        () -> new VersionDeletion(service, pages, Operation.DELETE_VERSIONS, model, digests, mode)
                                .run());
    }

    private Model model(ObjectRow latest) {
        Map<String, String> attributes = attributes();
        attributes.put(WeaveAttributes.LATEST_DIGEST, latest.digest());
        put(attributes, WeaveAttributes.LATEST_NUMBER, latest.versionIndex());
        put(attributes, WeaveAttributes.LATEST_CREATED_AT, latest.createdAt().orElse(null));
        put(attributes, WeaveAttributes.CLASS, latest.leafObjectClass());
        put(attributes, WeaveAttributes.USER, latest.user());
        return Model.builder(new ModelId(latest.objectId()), latest.objectId())
                .attributes(attributes)
                .build();
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Model.ENTITY, service.entity());
        attributes.put(Model.PROJECT, service.project());
        return attributes;
    }

    private ModelVersion version(ObjectRow row) {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, WeaveAttributes.CLASS, row.leafObjectClass());
        put(attributes, WeaveAttributes.USER, row.user());
        ModelVersion.Builder version = ModelVersion.builder(new VersionId(row.digest()), new ModelId(row.objectId()))
                .attributes(attributes);
        row.createdAt().ifPresent(version::createdAt);
        row.latest().ifPresent(version::latest);
        if (service.reportsAliases()) {
            row.aliases().ifPresent(version::aliases);
            Optional.ofNullable(row.tags()).ifPresent(version::tags);
        }
        Long number = row.versionIndex();
        if (number != null) {
            version.number(number);
        }
        return version.build();
    }

    private static void put(Map<String, String> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }
}
