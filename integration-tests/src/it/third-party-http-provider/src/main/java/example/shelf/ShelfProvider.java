package example.shelf;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** The provider {@code shelf}, which opens a client of a Shelf server that the user hosts. */
public final class ShelfProvider implements StoreProvider {

    static final String NAME = "shelf";

    static final ConfigKey<URI> BASE_URL =
            ConfigKey.requiredBaseUrl("shelf.base-url", "the base URL of the Shelf server, without /v1");

    static final ConfigKey<Secret> TOKEN = ConfigKey.optionalSecret(
            "shelf.token", "the token of the Shelf server; without it, no credential is sent", List.of(), BASE_URL);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Set.of(BASE_URL, TOKEN);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new ShelfClient(config);
    }
}
