package io.modelkeep.cli.session;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Field;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.TrainingRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * A read-only client that fetches the pages of lists through a {@link PageFetch}. Its streams consist of these pages.
 */
public final class ProgressReportingClient implements ModelkeepClient {

    private final ModelkeepClient stores;
    private final PageFetch pages;

    public ProgressReportingClient(ModelkeepClient stores, PageFetch pages) {
        this.stores = stores;
        this.pages = pages;
    }

    @Override
    public String provider() {
        return stores.provider();
    }

    @Override
    public String origin() {
        return stores.origin();
    }

    @Override
    public Map<String, String> account() {
        return stores.account();
    }

    @Override
    public Optional<Instant> serviceTime() {
        return stores.serviceTime();
    }

    @Override
    public ModelStore models() {
        return new Models(stores.models());
    }

    @Override
    public CheckpointStore checkpoints() {
        return new Checkpoints(stores.checkpoints());
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return stores.addListener(listener);
    }

    @Override
    public void close() {
        stores.close();
    }

    private final class Models implements ModelStore {

        private final ModelStore store;

        Models(ModelStore store) {
            this.store = store;
        }

        @Override
        public String provider() {
            return store.provider();
        }

        @Override
        public Set<Capability> capabilities() {
            return store.capabilities();
        }

        @Override
        public Set<Field> versionFields() {
            return store.versionFields();
        }

        @Override
        public Page<Model> list(PageRequest page) {
            return pages.fetch(page, store::list);
        }

        @Override
        public Page<Model> listByName(String name, PageRequest page) {
            return pages.fetch(page, request -> store.listByName(name, request));
        }

        @Override
        public Optional<Executor> prefetchExecutor() {
            return store.prefetchExecutor();
        }

        @Override
        public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
            return pages.fetch(page, request -> store.listVersions(id, request));
        }
    }

    private final class Checkpoints implements CheckpointStore {

        private final CheckpointStore store;

        Checkpoints(CheckpointStore store) {
            this.store = store;
        }

        @Override
        public String provider() {
            return store.provider();
        }

        @Override
        public Set<Capability> capabilities() {
            return store.capabilities();
        }

        @Override
        public Set<Capability> capabilities(RunId run) {
            return store.capabilities(run);
        }

        @Override
        public Set<Field> fields(RunId run) {
            return store.fields(run);
        }

        @Override
        public Page<TrainingRun> listRuns(PageRequest page) {
            return pages.fetch(page, store::listRuns);
        }

        @Override
        public Page<Checkpoint> list(RunId run, PageRequest page) {
            return pages.fetch(page, request -> store.list(run, request));
        }

        @Override
        public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
            return pages.fetch(page, request -> store.list(run, order, request));
        }

        @Override
        public Optional<Executor> prefetchExecutor() {
            return store.prefetchExecutor();
        }

        @Override
        public Stream<Checkpoint> streamUnordered(RunId run) {
            return pages.streamUnordered(store.streamUnordered(run));
        }

        @Override
        public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
            return pages.fetch(page, request -> store.listFiles(run, checkpoint, request));
        }
    }
}
