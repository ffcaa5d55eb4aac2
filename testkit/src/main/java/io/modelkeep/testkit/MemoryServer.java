package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import io.modelkeep.VersionId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the provider {@code memory} stores: filled by a test before, looked into afterwards. Thread-safe.
 *
 * <pre>{@code
 * try (MemoryServer server = new MemoryServer();
 *         Stores stores = Stores.open(server.config())) {
 *     TrainingId training = server.addTraining("run");
 *     server.addCheckpoint(training, 120, Map.of("val/reward", 0.7));
 *     ...
 * }
 * }</pre>
 *
 * <p>A model has a training under its own id, and goes with its checkpoints and versions. The id of a checkpoint is its
 * step; saving a step again replaces it under a new revision.
 */
public final class MemoryServer implements AutoCloseable {

    private static final Map<String, MemoryServer> RUNNING = new ConcurrentHashMap<>();

    /** Where a checkpoint is. */
    private record Place(TrainingId training, CheckpointId checkpoint) {}

    private final String name = UUID.randomUUID().toString();
    private final MemoryModels models = new MemoryModels();
    private final MemoryVersions versions = new MemoryVersions();
    private final MemoryTable<TrainingId, Training> trainings = new MemoryTable<>();
    private final Map<TrainingId, MemoryTable<CheckpointId, Checkpoint>> checkpoints = new HashMap<>();
    private final Map<Place, MemoryFiles> files = new HashMap<>();
    private final Clock clock;
    private final boolean sendsTime;
    private long created;
    private int mostOnAPage = Integer.MAX_VALUE;

    /** An empty server, found by the configuration it gives until it is closed; its answers have no date. */
    public MemoryServer() {
        this(Clock.systemUTC(), false);
    }

    /**
     * The same with a clock of its own, which dates what is saved and is the {@link io.modelkeep.Stores#serviceTime()}: for
     * tests of ages.
     */
    public MemoryServer(Clock clock) {
        this(Objects.requireNonNull(clock, "clock"), true);
    }

    private MemoryServer(Clock clock, boolean sendsTime) {
        this.clock = clock;
        this.sendsTime = sendsTime;
        RUNNING.put(name, this);
    }

    /** A server that nobody else can open. */
    static MemoryServer unnamed() {
        MemoryServer server = new MemoryServer();
        server.close();
        return server;
    }

    static Optional<MemoryServer> running(String name) {
        return Optional.ofNullable(RUNNING.get(name));
    }

    /** The settings that open this server; may be extended, as with {@code memory.page-size}. */
    public Map<String, String> config() {
        return Map.of("provider", MemoryProvider.NAME, MemoryProvider.SERVER.name(), name);
    }

    /** What tells it from other servers, as {@link io.modelkeep.Stores#origin()}. */
    String origin() {
        return MemoryProvider.NAME + "://" + name;
    }

    /** Cuts pages to at most this many items, whatever is asked for, as services do under load. */
    public synchronized void limitPages(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a page has one item at least: " + most);
        }
        mostOnAPage = most;
    }

    /** Adds a model without versions, and its training without checkpoints. */
    public ModelId addModel(String modelName) {
        return add(ModelSpec.builder(modelName).build()).id();
    }

    /** Marks a model as serving production, so that only {@link io.modelkeep.DeleteMode#FORCE} deletes it. */
    public synchronized void serve(ModelId model) {
        models.serve(model);
    }

    /** Lets nobody know any more whether a model serves production, which protects it as if it did. */
    public synchronized void hideUse(ModelId model) {
        models.hideUse(model);
    }

    /** Adds a version to a model, which becomes its latest. */
    public synchronized VersionId addVersion(ModelId model) {
        ModelId known = models.known(model).id();
        return versions.add(known, ++created, clock.instant());
    }

    /** Lets a name lead to a version, and no longer to another of its model; only a forced deletion takes the version then. */
    public synchronized void addAlias(VersionId version, String alias) {
        versions.alias(version, alias);
    }

    /** Labels a version. */
    public synchronized void addTag(VersionId version, String tag) {
        versions.tag(version, tag);
    }

    /** Makes the word "latest" mean this version, until another is added. */
    public synchronized void makeLatest(VersionId version) {
        versions.makeLatest(version);
    }

    /** Marks a version as serving production, so that no deletion of versions takes it. */
    public synchronized void serve(VersionId version) {
        versions.serve(version);
    }

    /** Sets the state of a version, which is ready from the beginning. */
    public synchronized void setState(VersionId version, ItemState state) {
        versions.state(version, state);
    }

    /** Adds a training that belongs to no model. */
    public synchronized TrainingId addTraining(String trainingName) {
        TrainingId id = new TrainingId("training-" + ++created);
        open(id, trainingName);
        return id;
    }

    /** Saves a checkpoint, in place of one of the same step. */
    public synchronized CheckpointId addCheckpoint(TrainingId training, long step, Map<String, Double> metrics) {
        if (step < 0) {
            throw new IllegalArgumentException("steps are counted from 0: " + step);
        }
        CheckpointId id = new CheckpointId(Long.toString(step));
        Checkpoint saved = Checkpoint.builder(id)
                .step(step)
                .revision("revision-" + ++created)
                .itemState(ItemState.READY)
                .metrics(metrics)
                .createdAt(clock.instant())
                .build();
        known(table(training), training).put(id, step, saved);
        files.put(new Place(training, id), new MemoryFiles());
        return id;
    }

    /**
     * Saves a file of a checkpoint, in place of one of the same path. No path is refused, so that tests can see what is made
     * of those that lead astray.
     */
    public synchronized void addFile(TrainingId training, CheckpointId checkpoint, String path, byte[] content) {
        Place place = new Place(training, checkpoint);
        MemoryFiles old = known(files(training, checkpoint), place);
        files.put(place, old.with(path, content));
    }

    /** The models that there are, oldest first. */
    public synchronized List<Model> models() {
        return models.values();
    }

    /** The versions that a model has, oldest first; none where there is no such model. */
    public synchronized List<ModelVersion> versions(ModelId model) {
        return versions.of(model);
    }

    /** The trainings that there are, oldest first. */
    public synchronized List<Training> trainings() {
        return trainings.values();
    }

    /** The checkpoints that a training has, by rising step; none where there is no such training. */
    public synchronized List<Checkpoint> checkpoints(TrainingId training) {
        return table(training).map(MemoryTable::values).orElse(List.of());
    }

    /** Makes the server unreachable for stores that are opened from now on. */
    @Override
    public void close() {
        RUNNING.remove(name);
    }

    synchronized Model add(ModelSpec spec) {
        ModelId id = new ModelId("model-" + ++created);
        TrainingId training = new TrainingId(id.value());
        open(training, spec.name());
        return models.add(id, created, training, spec, clock.instant());
    }

    synchronized Optional<Model> model(ModelId id) {
        return models.get(id);
    }

    synchronized Optional<Model> modelNamed(String modelName) {
        return models.named(modelName);
    }

    /** Deletes a model with all that hangs on it, and counts that; empty where there is no such model. */
    synchronized Optional<Map<String, Long>> remove(ModelId id) {
        if (!models.remove(id)) {
            return Optional.empty();
        }
        TrainingId training = new TrainingId(id.value());
        long checkpointCount = checkpoints(training).size();
        List<ModelVersion> gone = versions(id);
        gone.forEach(version -> versions.remove(id, version.id()));
        checkpoints.remove(training);
        files.keySet().removeIf(place -> place.training().equals(training));
        trainings.remove(training);
        return Optional.of(Map.of("checkpoints", checkpointCount, "versions", (long) gone.size()));
    }

    synchronized Optional<ModelVersion> version(ModelId model, VersionId version) {
        return versions.get(model, version);
    }

    synchronized boolean remove(ModelId model, VersionId version) {
        return versions.remove(model, version);
    }

    synchronized Optional<Checkpoint> checkpoint(TrainingId training, CheckpointId checkpoint) {
        return table(training).flatMap(table -> table.get(checkpoint));
    }

    synchronized boolean remove(TrainingId training, CheckpointId checkpoint) {
        files.remove(new Place(training, checkpoint));
        return table(training).filter(table -> table.remove(checkpoint)).isPresent();
    }

    /** The files of a checkpoint; empty where there is no such training or checkpoint. */
    synchronized Optional<MemoryFiles> files(TrainingId training, CheckpointId checkpoint) {
        return Optional.ofNullable(files.get(new Place(training, checkpoint)));
    }

    synchronized boolean has(TrainingId training) {
        return table(training).isPresent();
    }

    synchronized SortedMap<Long, Model> modelRows() {
        return models.rows();
    }

    synchronized SortedMap<Long, ModelVersion> versionRows(ModelId model) {
        return versions.rows(model);
    }

    synchronized SortedMap<Long, Training> trainingRows() {
        return trainings.rows();
    }

    synchronized SortedMap<Long, Checkpoint> checkpointRows(TrainingId training) {
        return known(table(training), training).rows();
    }

    synchronized int mostOnAPage() {
        return mostOnAPage;
    }

    /** The date of an answer. */
    Optional<Instant> time() {
        return sendsTime ? Optional.of(clock.instant()) : Optional.empty();
    }

    private Optional<MemoryTable<CheckpointId, Checkpoint>> table(TrainingId training) {
        return Optional.ofNullable(checkpoints.get(training));
    }

    private void open(TrainingId id, String trainingName) {
        checkpoints.put(id, new MemoryTable<>());
        trainings.put(
                id,
                created,
                Training.builder(id)
                        .name(trainingName)
                        .createdAt(clock.instant())
                        .build());
    }

    private static <T> T known(Optional<T> found, Object id) {
        return found.orElseThrow(() -> new IllegalArgumentException("there is no " + id));
    }
}
