package io.modelkeep.testkit.memory;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
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
 * The server of the provider {@code memory}: filled by a test in advance and inspected afterwards. Thread-safe.
 *
 * <pre>{@code
 * try (MemoryServer server = new MemoryServer();
 *         ModelkeepClient client = ModelkeepClient.open(server.config())) {
 *     RunId run = server.addRun("run");
 *     server.addCheckpoint(run, 120, Map.of("val/reward", 0.7));
 * }
 * }</pre>
 *
 * <p>A model has a training run with the same id, and is deleted together with its checkpoints and versions. The id of
 * a checkpoint is its step. Saving a step again replaces the checkpoint under a new revision.
 */
public final class MemoryServer implements AutoCloseable {

    private static final Map<String, MemoryServer> RUNNING = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final MemoryModels models = new MemoryModels();
    private final MemoryVersions versions = new MemoryVersions();
    private final MemoryTable<RunId, TrainingRun> runs = new MemoryTable<>();
    private final Map<RunId, MemoryTable<CheckpointId, Checkpoint>> checkpoints = new HashMap<>();
    private final MemoryFileTable files = new MemoryFileTable();
    private final Clock clock;
    private final boolean sendsTime;
    private long created;
    private int mostOnAPage = Integer.MAX_VALUE;

    /** Creates an empty server. Its configuration is valid until it is closed, and its answers have no date. */
    public MemoryServer() {
        this(Clock.systemUTC(), false);
    }

    /** Creates an empty server whose clock sets the creation times and is reported as the service time. */
    public MemoryServer(Clock clock) {
        this(Objects.requireNonNull(clock, "clock"), true);
    }

    private MemoryServer(Clock clock, boolean sendsTime) {
        this.clock = clock;
        this.sendsTime = sendsTime;
        RUNNING.put(name, this);
    }

    /** Returns a server that no other client can open. */
    static MemoryServer unnamed() {
        MemoryServer server = new MemoryServer();
        server.close();
        return server;
    }

    public static Optional<MemoryServer> running(String name) {
        return Optional.ofNullable(RUNNING.get(name));
    }

    /** Returns the settings that open this server. Other settings such as {@code memory.page-size} may be added. */
    public Map<String, String> config() {
        return Map.of("provider", MemoryProvider.NAME, MemoryProvider.SERVER.name(), name);
    }

    /** Returns the origin, which differs from that of other servers. See {@link io.modelkeep.ModelkeepClient#origin()}. */
    String origin() {
        return MemoryProvider.NAME + "://" + name;
    }

    /** Limits pages to this many items, whatever size is requested, as services do under load. */
    public synchronized void limitPages(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a page needs a limit of at least 1 item: " + most);
        }
        mostOnAPage = most;
    }

    /** Adds a model without versions, and its training run without checkpoints. */
    public ModelId addModel(String modelName) {
        return add(ModelSpec.builder(modelName).build()).id();
    }

    /** Marks a model as serving production, so that only {@link io.modelkeep.DeleteMode#FORCE} deletes it. */
    public synchronized void serve(ModelId model) {
        models.serve(model);
    }

    /** Removes the information whether a model serves production, which protects the model as if it did. */
    public synchronized void hideUse(ModelId model) {
        models.hideUse(model);
    }

    /** Adds a version to a model, which becomes its latest. */
    public synchronized VersionId addVersion(ModelId model) {
        ModelId known = models.known(model).id();
        return versions.add(known, ++created, clock.instant());
    }

    /**
     * Gives an alias to a version and takes it from any other version of its model. Only a forced deletion deletes a
     * version with an alias.
     */
    public synchronized void addAlias(VersionId version, String alias) {
        versions.alias(version, alias);
    }

    /** Adds a tag to a version. */
    public synchronized void addTag(VersionId version, String tag) {
        versions.tag(version, tag);
    }

    /** Makes this version the latest, until another is added. */
    public synchronized void makeLatest(VersionId version) {
        versions.makeLatest(version);
    }

    /** Marks a version as serving production, so that no deletion of versions deletes it. */
    public synchronized void serve(VersionId version) {
        versions.serve(version);
    }

    /** Sets the state of a version, which is ready by default. */
    public synchronized void setState(VersionId version, ItemState state) {
        versions.state(version, state);
    }

    /** Adds a training run that belongs to no model. */
    public synchronized RunId addRun(String runName) {
        RunId id = new RunId("training-" + ++created);
        open(id, runName);
        return id;
    }

    /** Saves a checkpoint, and replaces an existing one of the same step. */
    public synchronized CheckpointId addCheckpoint(RunId run, long step, Map<String, Double> metrics) {
        if (step < 0) {
            throw new IllegalArgumentException("a step must not be negative: " + step);
        }
        CheckpointId id = new CheckpointId(Long.toString(step));
        Checkpoint saved = Checkpoint.builder(id)
                .step(step)
                .revision("revision-" + ++created)
                .itemState(ItemState.READY)
                .metrics(metrics)
                .createdAt(clock.instant())
                .build();
        knownTable(run).put(id, step, saved);
        files.open(run, id);
        return id;
    }

    /**
     * Saves a file of a checkpoint, and replaces an existing one of the same path. No path is refused, so that tests
     * can use paths outside the target directory.
     */
    public synchronized void addFile(RunId run, CheckpointId checkpoint, String path, byte[] content) {
        files.add(run, checkpoint, path, content);
    }

    /** Returns the existing models, oldest first. */
    public synchronized List<Model> models() {
        return models.values();
    }

    /** Returns the versions of a model, oldest first, or an empty list if there is no such model. */
    public synchronized List<ModelVersion> versions(ModelId model) {
        return versions.of(model);
    }

    /** Returns the existing training runs, oldest first. */
    public synchronized List<TrainingRun> runs() {
        return runs.values();
    }

    /** Returns the checkpoints of a training run by increasing step, or an empty list if there is no such run. */
    public synchronized List<Checkpoint> checkpoints(RunId run) {
        return table(run).map(MemoryTable::values).orElse(List.of());
    }

    /** Makes the server unavailable to clients that are opened from now on. */
    @Override
    public void close() {
        RUNNING.remove(name);
    }

    public synchronized Model add(ModelSpec spec) {
        ModelId id = new ModelId("model-" + ++created);
        RunId run = new RunId(id.value());
        open(run, spec.name());
        return models.add(id, created, run, spec, clock.instant());
    }

    public synchronized Optional<Model> model(ModelId id) {
        return models.get(id);
    }

    synchronized Optional<Model> modelNamed(String modelName) {
        return models.named(modelName);
    }

    /** Deletes a model with everything that belongs to it. Returns the counts, or empty if there is no such model. */
    public synchronized Optional<Map<String, Long>> remove(ModelId id) {
        if (!models.remove(id)) {
            return Optional.empty();
        }
        RunId run = new RunId(id.value());
        long checkpointCount = checkpoints(run).size();
        List<ModelVersion> gone = versions(id);
        gone.forEach(version -> versions.remove(id, version.id()));
        checkpoints.remove(run);
        files.remove(run);
        runs.remove(run);
        return Optional.of(Map.of("checkpoints", checkpointCount, "versions", (long) gone.size()));
    }

    synchronized Optional<ModelVersion> version(ModelId model, VersionId version) {
        return versions.get(model, version);
    }

    public synchronized boolean remove(ModelId model, VersionId version) {
        return versions.remove(model, version);
    }

    synchronized Optional<Checkpoint> checkpoint(RunId run, CheckpointId checkpoint) {
        return table(run).flatMap(table -> table.get(checkpoint));
    }

    public synchronized boolean remove(RunId run, CheckpointId checkpoint) {
        files.remove(run, checkpoint);
        return table(run).filter(table -> table.remove(checkpoint)).isPresent();
    }

    /** Returns the files of a checkpoint, or empty if there is no such training run or checkpoint. */
    public synchronized Optional<MemoryFiles> files(RunId run, CheckpointId checkpoint) {
        return files.get(run, checkpoint);
    }

    public synchronized boolean has(RunId run) {
        return table(run).isPresent();
    }

    synchronized SortedMap<Long, Model> modelRows() {
        return models.rows();
    }

    synchronized SortedMap<Long, ModelVersion> versionRows(ModelId model) {
        return versions.rows(model);
    }

    synchronized SortedMap<Long, TrainingRun> runRows() {
        return runs.rows();
    }

    synchronized SortedMap<Long, Checkpoint> checkpointRows(RunId run) {
        return knownTable(run).rows();
    }

    synchronized int mostOnAPage() {
        return mostOnAPage;
    }

    /** Returns the date of an answer. */
    Optional<Instant> time() {
        return sendsTime ? Optional.of(clock.instant()) : Optional.empty();
    }

    private Optional<MemoryTable<CheckpointId, Checkpoint>> table(RunId run) {
        return Optional.ofNullable(checkpoints.get(run));
    }

    private MemoryTable<CheckpointId, Checkpoint> knownTable(RunId run) {
        return table(run).orElseThrow(() -> new IllegalArgumentException("there is no " + run));
    }

    private void open(RunId id, String runName) {
        checkpoints.put(id, new MemoryTable<>());
        TrainingRun.Builder run = TrainingRun.builder(id).name(runName).createdAt(clock.instant());
        runs.put(id, created, run.build());
    }
}
