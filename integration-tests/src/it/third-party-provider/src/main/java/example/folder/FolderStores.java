package example.folder;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A client for one folder, with checkpoints and without models. */
final class FolderStores implements ModelkeepClient {

    private final FolderCalls calls;
    private final String path;
    private final CheckpointStore checkpoints;

    FolderStores(StoreConfig config) {
        this.calls = new FolderCalls(config);
        this.path = config.require(FolderProvider.PATH);
        this.checkpoints = new FolderCheckpointStore(Path.of(path), calls);
    }

    @Override
    public String provider() {
        return FolderProvider.NAME;
    }

    @Override
    public String origin() {
        return "file://localhost";
    }

    @Override
    public Map<String, String> account() {
        return Map.of("path", path);
    }

    @Override
    public ModelStore models() {
        return NO_MODELS;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public void close() {
        calls.close();
    }

    private static final ModelStore NO_MODELS = new ModelStore() {
        @Override
        public String provider() {
            return FolderProvider.NAME;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    };
}
