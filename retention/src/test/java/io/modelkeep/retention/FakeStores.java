package io.modelkeep.retention;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Field;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.VersionId;
import io.modelkeep.retention.plan.RetentionTarget;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that list what a test puts on them, count what is asked of them, and would delete if anybody asked. Thread-safe. */
public final class FakeStores implements ModelkeepClient {

    private final Map<RunId, List<Checkpoint>> checkpoints = new HashMap<>();
    private final Map<ModelId, List<ModelVersion>> versions = new HashMap<>();
    private final Map<RunId, RuntimeException> failures = new HashMap<>();
    private Set<Field> fields = EnumSet.of(Field.STEP, Field.METRICS, Field.CREATED_AT, Field.SIZE);
    private Map<String, String> account = Map.of("entity", "team");
    /** What the next lists show of the checkpoints or versions that are there; without one, all of them. */
    final Deque<UnaryOperator<Stream<Checkpoint>>> checkpointViews = new ArrayDeque<>();

    final Deque<UnaryOperator<Stream<ModelVersion>>> versionViews = new ArrayDeque<>();

    /** The expected revisions of the last deletion. */
    Map<CheckpointId, String> revisions = Map.of();

    /** The outcome of every deletion of checkpoints, which then deletes nothing. */
    Optional<DeleteOutcome> notDeleted = Optional.empty();

    /** Properties that the service turns out not to report when it is listed. */
    Set<Field> refusedByServer = Set.of();

    Set<Capability> capabilities =
            Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE, Capability.CHECKPOINT_REVISION);
    Optional<Instant> serviceTime = Optional.empty();
    public final AtomicInteger lists = new AtomicInteger();
    final AtomicInteger deletions = new AtomicInteger();

    public FakeStores telling(Set<Field> newFields) {
        this.fields = newFields.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(newFields);
        return this;
    }

    public FakeStores account(Map<String, String> newAccount) {
        this.account = newAccount;
        return this;
    }

    public FakeStores put(String run, List<Checkpoint> listed) {
        checkpoints.put(new RunId(run), new ArrayList<>(listed));
        return this;
    }

    public FakeStores putVersions(String model, List<ModelVersion> listed) {
        versions.put(new ModelId(model), new ArrayList<>(listed));
        return this;
    }

    public FakeStores fail(String run, RuntimeException failure) {
        failures.put(new RunId(run), failure);
        return this;
    }

    public RetentionTarget catalogue(String run) {
        return RetentionTarget.checkpoints(this, new RunId(run));
    }

    public RetentionTarget versionsOf(String model) {
        return RetentionTarget.versions(this, new ModelId(model));
    }

    @Override
    public String provider() {
        return "shelf";
    }

    @Override
    public String origin() {
        return "https://shelf.example";
    }

    @Override
    public Map<String, String> account() {
        return account;
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return () -> {};
    }

    @Override
    public void close() {}

    @Override
    public CheckpointStore checkpoints() {
        return new CheckpointStore() {
            @Override
            public String provider() {
                return FakeStores.this.provider();
            }

            @Override
            public Set<Capability> capabilities() {
                return capabilities;
            }

            @Override
            public Set<Field> fields(RunId run) {
                return fields;
            }

            @Override
            public Page<Checkpoint> list(RunId run, PageRequest page) {
                throw new AssertionError("retention streams");
            }

            @Override
            public Stream<Checkpoint> stream(RunId run) {
                lists.incrementAndGet();
                RuntimeException failure = failures.get(run);
                if (failure != null) {
                    throw failure;
                }
                return view(checkpointViews, List.copyOf(checkpoints.getOrDefault(run, List.of())));
            }

            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId run, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                deletions.incrementAndGet();
                revisions = expectedRevisions;
                if (notDeleted.isEmpty()) {
                    checkpoints
                            .getOrDefault(run, new ArrayList<>())
                            .removeIf(checkpoint -> ids.contains(checkpoint.id()));
                }
                return report(ids, notDeleted.orElse(DeleteOutcome.DELETED));
            }
        };
    }

    private static <T> Stream<T> view(Deque<UnaryOperator<Stream<T>>> views, List<T> all) {
        return views.isEmpty() ? all.stream() : views.removeFirst().apply(all.stream());
    }

    private <I extends Id> DeleteReport<I> report(Collection<I> ids, DeleteOutcome outcome) {
        DeleteReport.Collector<I> collector = DeleteReport.collect(provider(), ids);
        ids.forEach(id -> collector.add(DeleteResult.of(id, outcome)));
        return collector.report();
    }

    @Override
    public Optional<Instant> serviceTime() {
        return serviceTime;
    }

    @Override
    public ModelStore models() {
        return new ModelStore() {
            @Override
            public String provider() {
                return FakeStores.this.provider();
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.VERSION_LIST, Capability.VERSION_DELETE);
            }

            @Override
            public Set<Field> versionFields() {
                return fields;
            }

            @Override
            public Stream<ModelVersion> streamVersions(ModelId id) {
                lists.incrementAndGet();
                fields.removeAll(refusedByServer);
                return view(versionViews, List.copyOf(versions.getOrDefault(id, List.of())));
            }

            @Override
            public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> ids, DeleteMode mode) {
                deletions.incrementAndGet();
                versions.getOrDefault(id, new ArrayList<>()).removeIf(version -> ids.contains(version.id()));
                return report(ids, DeleteOutcome.DELETED);
            }
        };
    }
}
