package io.modelkeep.retention;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Stores that list what a test puts on them, count what is asked of them, and would delete if anybody asked. Thread-safe. */
final class Shelf implements Stores {

    private final Map<TrainingId, List<Checkpoint>> checkpoints = new HashMap<>();
    private final Map<ModelId, List<ModelVersion>> versions = new HashMap<>();
    private final Map<TrainingId, RuntimeException> failures = new HashMap<>();
    private Set<Field> fields = EnumSet.allOf(Field.class);
    private Map<String, String> account = Map.of("entity", "team");
    final AtomicInteger lists = new AtomicInteger();
    final AtomicInteger deletions = new AtomicInteger();

    Shelf telling(Set<Field> newFields) {
        this.fields = newFields;
        return this;
    }

    Shelf account(Map<String, String> newAccount) {
        this.account = newAccount;
        return this;
    }

    Shelf put(String training, List<Checkpoint> listed) {
        checkpoints.put(new TrainingId(training), new ArrayList<>(listed));
        return this;
    }

    Shelf putVersions(String model, List<ModelVersion> listed) {
        versions.put(new ModelId(model), new ArrayList<>(listed));
        return this;
    }

    Shelf fail(String training, RuntimeException failure) {
        failures.put(new TrainingId(training), failure);
        return this;
    }

    Catalogue catalogue(String training) {
        return Catalogue.checkpoints(this, new TrainingId(training));
    }

    Catalogue versionsOf(String model) {
        return Catalogue.versions(this, new ModelId(model));
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
    public void close() {}

    @Override
    public CheckpointStore checkpoints() {
        return new CheckpointStore() {
            @Override
            public String provider() {
                return Shelf.this.provider();
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
            }

            @Override
            public Set<Field> fields(TrainingId training) {
                return fields;
            }

            @Override
            public Page<Checkpoint> list(TrainingId training, PageRequest page) {
                throw new AssertionError("retention streams");
            }

            @Override
            public Stream<Checkpoint> stream(TrainingId training) {
                lists.incrementAndGet();
                RuntimeException failure = failures.get(training);
                if (failure != null) {
                    throw failure;
                }
                return checkpoints.getOrDefault(training, List.of()).stream();
            }

            @Override
            public DeleteReport<CheckpointId> delete(
                    TrainingId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                deletions.incrementAndGet();
                return DeleteReport.collect(provider(), ids).report();
            }
        };
    }

    @Override
    public ModelStore models() {
        return new ModelStore() {
            @Override
            public String provider() {
                return Shelf.this.provider();
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
                return versions.getOrDefault(id, List.of()).stream();
            }

            @Override
            public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> ids, DeleteMode mode) {
                deletions.incrementAndGet();
                return DeleteReport.collect(provider(), ids).report();
            }
        };
    }
}
