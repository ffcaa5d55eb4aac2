package io.modelkeep.testkit;

import io.modelkeep.ConfigurationException;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The provider {@code memory}, which keeps everything in this process and can do everything a provider can: a fake for the
 * tests of those who use the library, and the smallest example of a provider.
 *
 * <p>Open it with {@code provider=memory} for an empty store, or with {@link MemoryServer#config()} to fill it first and to
 * look into it afterwards.
 */
public final class MemoryProvider implements StoreProvider {

    static final String NAME = "memory";

    static final ConfigKey<Integer> PAGE_SIZE = ConfigKey.integer(
                    "memory.page-size", "the most items on one page", 1, 10_000)
            .withDefault("100");

    static final ConfigKey<String> SERVER = ConfigKey.text(
            "memory.server",
            "the MemoryServer to open, by its name; without it each store has an empty one of its own");

    /** For {@link java.util.ServiceLoader}. */
    public MemoryProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(PAGE_SIZE, SERVER)));
    }

    @Override
    public Stores open(StoreConfig config) {
        MemoryServer server = config.get(SERVER)
                .map(name -> MemoryServer.running(name)
                        .orElseThrow(() -> new ConfigurationException(List.of(
                                SERVER + " names no MemoryServer that is open in this process; use its config()"))))
                .orElseGet(MemoryServer::unnamed);
        return new MemoryStores(server, config);
    }
}
