package io.modelkeep;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.StoreProvider;
import java.util.List;
import java.util.Map;

/** Configurations of the acme provider, with an environment of the test's own. */
public final class Configs {

    public static final StoreProvider ACME = new FakeProviders.Acme();
    public static final Map<String, String> NO_HOME = Map.of("HOME", "/nonexistent");

    private Configs() {}

    public static StoreConfig config(Map<String, String> environment, Map<String, String> settings) {
        return StoreConfig.builder().environment(environment).settings(settings).build();
    }

    /** With a key, so that nothing but what the test adds is wrong. */
    public static StoreConfig config(String key, String value) {
        return StoreConfig.builder()
                .environment(NO_HOME)
                .set("acme.api-key", "literal")
                .set(key, value)
                .build();
    }

    public static List<String> problems(StoreConfig config) {
        return problems(config, List.of(ACME, new FakeProviders.Plain()));
    }

    public static List<String> problems(StoreConfig config, List<StoreProvider> available) {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> config.check(ACME, available));
        return thrown == null ? List.of() : thrown.problems();
    }
}
