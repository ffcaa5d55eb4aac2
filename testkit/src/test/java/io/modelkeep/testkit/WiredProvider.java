package io.modelkeep.testkit;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A provider with a wire that is no network: it keeps the fault contract, which would otherwise be proved by nobody here. */
public final class WiredProvider implements StoreProvider {

    static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
            "wired.base-url", "where the server answers", "https://wired.example", List.of("wired.example"));
    static final ConfigKey<Secret> KEY =
            ConfigKey.secret("wired.api-key", "the key", List.of("env:WIRED_API_KEY"), BASE_URL);

    static final ConfigKey<String> TEAM = ConfigKey.text("wired.team", "whose things these are");

    /** For {@link java.util.ServiceLoader}. */
    public WiredProvider() {}

    @Override
    public String name() {
        return "wired";
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Set.of(BASE_URL, KEY, TEAM);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new WiredStores(new WiredClient(config));
    }
}
