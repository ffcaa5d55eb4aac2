package io.modelkeep.testkit.memory;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The provider {@code memory}, which keeps everything in this process and supports all capabilities. It serves as a
 * fake for tests of applications, and as the smallest example of a provider.
 *
 * <p>Open it with {@code provider=memory} for an empty store. Open it with {@link MemoryServer#config()} to fill the
 * store before a test and to inspect it afterwards.
 */
public final class MemoryProvider implements StoreProvider {

    static final String NAME = "memory";

    static final ConfigKey<Integer> PAGE_SIZE = ConfigKey.integer(
                    "memory.page-size", "the largest number of items on a page", 1, 10_000)
            .withDefault("100");

    static final ConfigKey<String> SERVER = ConfigKey.text(
            "memory.server",
            "the name of the MemoryServer to open; without it each client has a separate empty server");

    /** Creates the provider for {@link java.util.ServiceLoader}. */
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
    public ModelkeepClient open(StoreConfig config) {
        MemoryServer server = config.get(SERVER)
                .map(name -> MemoryServer.running(name)
                        .orElseThrow(() -> new ConfigurationException(
                                List.of(SERVER + " names no open MemoryServer of this process; use the settings from "
                                        + "MemoryServer.config()"))))
                .orElseGet(MemoryServer::unnamed);
        return new MemoryClient(server, config);
    }
}
