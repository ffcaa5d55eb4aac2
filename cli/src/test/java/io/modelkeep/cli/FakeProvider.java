package io.modelkeep.cli;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A provider whose service is a {@link FakeService} of this process, found by name. */
public final class FakeProvider implements StoreProvider {

    static final ConfigKey<URI> BASE_URL =
            ConfigKey.baseUrl("fake.base-url", "where it answers", "https://fake.example", List.of("fake.example"));
    static final ConfigKey<Secret> API_KEY =
            ConfigKey.secret("fake.api-key", "the credential", List.of("env:FAKE_API_KEY"), BASE_URL);
    static final ConfigKey<String> SERVICE =
            ConfigKey.text("fake.service", "which service").withDefault("none");

    private static final Map<String, FakeService> SERVICES = new ConcurrentHashMap<>(Map.of(
            "none", new FakeService(),
            "reading", FakeService.thatReadsUntilAnInterrupt(),
            "slow", FakeService.thatWaitsForAnInterrupt().withCheckpoints(3),
            "download", FakeService.thatDownloadsUntilAnInterrupt(),
            "million", new FakeService().withCheckpoints(1_000_000)));

    static void register(String name, FakeService service) {
        SERVICES.put(name, service);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return new LinkedHashSet<>(List.of(API_KEY, BASE_URL, SERVICE));
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        FakeService service = SERVICES.get(config.require(SERVICE));
        if (service == null) {
            throw new IllegalStateException("no such service");
        }
        service.opened = config;
        return service.stores();
    }
}
