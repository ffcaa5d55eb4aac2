package io.modelkeep.retention;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.VersionId;
import io.modelkeep.spi.ClientListeners;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.spi.ForwardingModelStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores that do what others do, note what is asked of them, and let a test do something in between. Thread-safe. */
public final class Watched implements ModelkeepClient {

    private final ModelkeepClient inner;
    final AtomicInteger lists = new AtomicInteger();
    public final List<List<String>> deletions = new CopyOnWriteArrayList<>();
    public volatile Consumer<List<String>> before = ids -> {};
    public volatile Consumer<List<String>> after = ids -> {};
    volatile Consumer<String> listing = parent -> {};
    public volatile Function<List<CheckpointId>, @Nullable DeleteReport<CheckpointId>> instead = ids -> null;
    volatile Map<String, String> account = Map.of();
    final Map<CheckpointId, String> revisions = new ConcurrentHashMap<>();
    public volatile Set<Capability> lacking = Set.of();
    public final AtomicInteger attached = new AtomicInteger();
    public final ClientListeners listeners = new ClientListeners(StoreListener.NONE);

    public Watched(ModelkeepClient inner) {
        this.inner = inner;
    }

    public int requests() {
        return lists.get() + deletions.size();
    }

    public void forget() {
        lists.set(0);
        deletions.clear();
    }

    /** The ids of all deletions. */
    public List<String> deleted() {
        return deletions.stream().flatMap(List::stream).toList();
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public String origin() {
        return inner.origin();
    }

    @Override
    public Map<String, String> account() {
        return account;
    }

    @Override
    public Optional<Instant> serviceTime() {
        return inner.serviceTime();
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        ListenerRegistration registration = listeners.add(listener);
        attached.incrementAndGet();
        return () -> {
            registration.close();
            attached.decrementAndGet();
        };
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public CheckpointStore checkpoints() {
        CheckpointStore store = inner.checkpoints();
        return new ForwardingCheckpointStore(store) {
            @Override
            public Set<Capability> capabilities() {
                Set<Capability> all = new HashSet<>(store.capabilities());
                // What it adds to the store is what the tests need of one: the revisions are honoured by the test.
                all.add(Capability.CHECKPOINT_REVISION);
                all.removeAll(lacking);
                return all;
            }

            @Override
            public Set<Capability> capabilities(RunId run) {
                return capabilities();
            }

            @Override
            public Page<Checkpoint> list(RunId run, PageRequest page) {
                lists.incrementAndGet();
                listing.accept(run.value());
                return store.list(run, page);
            }

            @Override
            public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
                lists.incrementAndGet();
                listing.accept(run.value());
                return store.list(run, order, page);
            }

            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
                List<String> ids = checkpoints.stream().map(CheckpointId::value).toList();
                deletions.add(ids);
                revisions.putAll(expectedRevisions);
                before.accept(ids);
                DeleteReport<CheckpointId> other = instead.apply(List.copyOf(checkpoints));
                DeleteReport<CheckpointId> report = other != null ? other : store.delete(run, checkpoints);
                after.accept(ids);
                return report;
            }
        };
    }

    @Override
    public ModelStore models() {
        ModelStore store = inner.models();
        return new ForwardingModelStore(store) {
            @Override
            public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                lists.incrementAndGet();
                return store.listVersions(id, page);
            }

            @Override
            public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
                deletions.add(versions.stream().map(VersionId::value).toList());
                return store.deleteVersions(id, versions, mode);
            }
        };
    }
}
