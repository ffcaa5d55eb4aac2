package io.modelkeep.cli.command;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name, capabilities and configuration keys of a provider.
 *
 * @param name the name of the provider
 * @param ownKeys the keys that only this provider takes
 * @param capabilities the capabilities; empty if the provider cannot report them without real settings
 */
record ProviderFacts(String name, Set<ConfigKey<?>> ownKeys, Optional<Set<Capability>> capabilities) {

    /**
     * Returns the facts about a provider. Opening a client contacts no service, so placeholder settings are enough,
     * and no credential is looked up.
     */
    static ProviderFacts of(StoreProvider provider) {
        return new ProviderFacts(provider.name(), provider.configKeys(), capabilities(provider));
    }

    private static Optional<Set<Capability>> capabilities(StoreProvider provider) {
        StoreConfig.Builder config =
                StoreConfig.builder().environment(Map.of()).set(CommonKeys.PROVIDER.name(), provider.name());
        provider.configKeys().stream()
                .filter(key -> key.required() && key.defaultText().isEmpty())
                .forEach(key -> config.set(key.name(), placeholder(key)));
        try (ModelkeepClient stores = provider.open(config.build())) {
            return Optional.of(stores.capabilities());
        } catch (StoreException needsRealSettings) {
            return Optional.empty();
        }
    }

    /** Returns a value that the key accepts. The type of a choice begins with its first value. */
    private static String placeholder(ConfigKey<?> key) {
        return Stream.of(
                        "placeholder", "1", "1s", "http://localhost", key.type().split(" ", 2)[0])
                .filter(text -> accepts(key, text))
                .findFirst()
                .orElse("");
    }

    private static boolean accepts(ConfigKey<?> key, String text) {
        try {
            return key.parse(text) != null;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }

    /** Returns the labels of the capabilities. */
    String abilities() {
        return capabilities
                .map(all -> all.stream().map(Capability::label).collect(Collectors.joining(", ")))
                .orElse("not known before it is configured");
    }

    /** Returns the facts as plain values for JSON. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        capabilities.ifPresent(all ->
                fields.put("capabilities", all.stream().map(Capability::name).toList()));
        List<ConfigKey<?>> keys = new ArrayList<>(ownKeys);
        keys.addAll(CommonKeys.ALL);
        fields.put("keys", keys.stream().map(ProviderFacts::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(ConfigKey<?> key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", key.name());
        fields.put("environment", key.environmentName());
        fields.put("type", key.type());
        fields.put("description", key.description());
        fields.put("required", key.required());
        fields.put("secret", key.secret());
        key.defaultText().ifPresent(text -> fields.put("default", text));
        if (!key.defaultReferences().isEmpty()) {
            fields.put("defaultReferences", key.defaultReferences());
        }
        return fields;
    }
}
