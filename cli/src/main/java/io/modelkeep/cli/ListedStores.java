package io.modelkeep.cli;

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
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Stores to read, whose lists are fetched as a {@link PageFetch} wants them; their streams follow from that. */
final class ListedStores implements Stores {

    private final Stores stores;
    private final PageFetch pages;

    ListedStores(Stores stores, PageFetch pages) {
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
        public Set<Capability> capabilities(TrainingId training) {
            return store.capabilities(training);
        }

        @Override
        public Set<Field> fields(TrainingId training) {
            return store.fields(training);
        }

        @Override
        public Page<Training> listTrainings(PageRequest page) {
            return pages.fetch(page, store::listTrainings);
        }

        @Override
        public Page<Checkpoint> list(TrainingId training, PageRequest page) {
            return pages.fetch(page, request -> store.list(training, request));
        }

        @Override
        public Stream<Checkpoint> scan(TrainingId training) {
            return pages.scan(store.scan(training));
        }

        @Override
        public Page<CheckpointFile> listFiles(TrainingId training, CheckpointId checkpoint, PageRequest page) {
            return pages.fetch(page, request -> store.listFiles(training, checkpoint, request));
        }
    }
}
