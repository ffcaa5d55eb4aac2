package example.folder;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;

import java.util.Set;

/** A provider that opens a folder of checkpoints under the name {@code folder}. */
public final class FolderProvider implements StoreProvider {

    static final String NAME = "folder";

    static final ConfigKey<String> PATH =
            ConfigKey.requiredText("folder.path", "the folder that holds one folder for each training");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Set.of(PATH);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new FolderStores(config);
    }
}
