package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Id;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.spi.RevisionRules;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The stores of the provider {@code wired}. Thread-safe. */
final class WiredStores implements ModelkeepClient, ModelStore, CheckpointStore {

    private final WiredClient client;
    private final WiredPages pages;

    WiredStores(WiredClient client) {
        this.client = client;
        this.pages = new WiredPages(client);
    }

    @Override
    public String provider() {
        return "wired";
    }

    @Override
    public String origin() {
        return client.config.require(WiredProvider.BASE_URL).toString();
    }

    @Override
    public Map<String, String> account() {
        return client.config
                .get(WiredProvider.TEAM)
                .map(team -> Map.of("team", team))
                .orElse(Map.of());
    }

    @Override
    public ModelStore models() {
        return this;
    }

    @Override
    public CheckpointStore checkpoints() {
        return this;
    }

    @Override
    public Set<Capability> capabilities(RunId run) {
        return capabilities();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = new HashSet<>(Set.of(Capability.values()));
        all.remove(Capability.MODEL_NAME_FILTER);
        return Set.copyOf(all);
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return client.instrumentation.addListener(listener);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public Model create(ModelSpec spec) {
        client.checkOpen();
        boolean foreign = spec.baseModel().isPresent()
                || spec.sourceCode().isPresent()
                || spec.description().isPresent()
                || !spec.attributes().isEmpty()
                || spec.ifExists().isPresent();
        if (spec.name().isBlank() || foreign) {
            throw refused(Operation.CREATE_MODEL, "a field that is missing or not known");
        }
        return client.told(Operation.CREATE_MODEL, () -> {
            Map<String, Object> request = Map.of("name", spec.name());
            WiredClient.Attempt attempt = client.attempt(Operation.CREATE_MODEL, request, 1);
            if (attempt.answer().isPresent()) {
                return model(Operation.CREATE_MODEL, attempt.answer().get());
            }
            throw attempt.ambiguous()
                    ? new OutcomeUnknownException(client.details(Operation.CREATE_MODEL, "unknown"), attempt.why())
                    : attempt.why();
        });
    }

    @Override
    public Model get(ModelId id) {
        return client.told(Operation.GET_MODEL, () -> {
            Model model = model(Operation.GET_MODEL, client.read(Operation.GET_MODEL, Map.of("id", id.value())));
            if (!model.id().equals(id)) {
                throw malformed(Operation.GET_MODEL);
            }
            return model;
        });
    }

    @Override
    public Page<Model> list(PageRequest page) {
        return pages.ids(Operation.LIST_MODELS, "", page)
                .map(id -> Model.builder(new ModelId(id), id).build());
    }

    @Override
    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        return pages.ids(Operation.LIST_VERSIONS, id.value(), page)
                .map(one -> ModelVersion.builder(new VersionId(one), id).build());
    }

    @Override
    public Page<Checkpoint> list(RunId training, PageRequest page) {
        return pages.checkpoints(training.value(), Optional.empty(), page);
    }

    @Override
    public Page<Checkpoint> list(RunId training, Order order, PageRequest page) {
        return pages.checkpoints(training.value(), Optional.of(order), page);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return Set.of();
    }

    @Override
    public Set<Field> versionFields() {
        return Set.of();
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return client.instrumentation.prefetchExecutor();
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        return pages.ids(Operation.LIST_RUNS, "", page)
                .map(id -> TrainingRun.builder(new RunId(id)).build());
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId training, CheckpointId checkpoint, PageRequest page) {
        return pages.files(training.value() + "/" + checkpoint.value(), page);
    }

    @Override
    public List<Path> download(RunId training, CheckpointId checkpoint, Path directory) {
        client.checkOpen();
        return client.told(Operation.DOWNLOAD_CHECKPOINT, () -> {
            List<CheckpointFile> files = pages.allFiles(training.value() + "/" + checkpoint.value());
            return new WiredDownload(client, training, checkpoint, directory).run(files);
        });
    }

    @Override
    public ModelDeletion delete(ModelId id, DeleteMode mode) {
        return client.told(Operation.DELETE_MODEL, () -> new WiredModelDeletion(client, id).run());
    }

    @Override
    public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        return delete(Operation.DELETE_VERSIONS, Operation.LIST_VERSIONS, id, versions, Map.of());
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId training, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        client.checkOpen();
        if (checkpoints != null) {
            RevisionRules.check(provider(), checkpoints, expectedRevisions);
        }
        Map<String, String> expected = new HashMap<>();
        expectedRevisions.forEach((id, revision) -> expected.put(id.value(), revision));
        return delete(Operation.DELETE_CHECKPOINTS, Operation.LIST_CHECKPOINTS, training, checkpoints, expected);
    }

    private <I extends Id> DeleteReport<I> delete(
            Operation operation, Operation list, Id parent, Collection<I> ids, Map<String, String> expected) {
        client.checkOpen();
        if (ids == null || ids.stream().anyMatch(id -> id == null)) {
            throw refused(operation, "null");
        }
        return client.told(
                operation,
                () -> new WiredDeletion<>(
                                client,
                                operation,
                                parent.value(),
                                ids,
                                expected,
                                () -> pages.allRevisions(list, parent.value()))
                        .run());
    }

    private Model model(Operation operation, Map<String, Object> answer) {
        if (!(answer.get("id") instanceof String id) || !(answer.get("name") instanceof String name)) {
            throw malformed(operation);
        }
        return Model.builder(new ModelId(id), name).build();
    }

    private MalformedResponseException malformed(Operation operation) {
        return new MalformedResponseException(client.details(operation, "unusable"));
    }

    private static InvalidRequestException refused(Operation operation, String why) {
        return new InvalidRequestException(
                ErrorDetails.of(why).provider("wired").operation(operation));
    }
}
