package io.modelkeep.integration.swap;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of each provider, and one set of settings that holds them all. */
final class Providers implements AutoCloseable {

    static final List<String> NAMES = List.of("wandb-training", "weave", "baseten", "memory");

    private final Map<String, StoreFixture> fixtures = new LinkedHashMap<>();
    private final Map<String, String> settings = new HashMap<>();

    Providers() {
        fixtures.put("wandb-training", new WandbTrainingFixture());
        fixtures.put("weave", new WeaveFixture());
        fixtures.put("baseten", new BasetenFixture());
        fixtures.put("memory", new MemoryFixture());
        fixtures.values().forEach(fixture -> settings.putAll(fixture.config()));
    }

    StoreFixture fixture(String provider) {
        return Optional.ofNullable(fixtures.get(provider)).orElseThrow();
    }

    Map<String, String> settings(String provider) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("provider", provider);
        return all;
    }

    @Override
    public void close() {
        fixtures.values().forEach(StoreFixture::close);
    }
}
