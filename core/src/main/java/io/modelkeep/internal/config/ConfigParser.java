package io.modelkeep.internal.config;

import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.EnvironmentRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parser of single settings. The value is the configured text, a default or, for a secret, the target of a reference.
 */
public final class ConfigParser {

    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final SecretReferences references;

    public ConfigParser(Map<String, String> values, Map<String, String> environment) {
        this.values = values;
        this.environment = environment;
        this.references = new SecretReferences(environment);
    }

    public <T> Optional<T> get(ConfigKey<T> key) {
        try {
            return read(key);
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(List.of(key.name() + " " + unusable.getMessage()));
        }
    }

    /**
     * Returns the value of a key, as {@link #get} does, but reports an unusable value by an unchecked exception.
     *
     * @throws IllegalArgumentException the value cannot be used; the message is to follow the key's name
     * @throws ConfigurationException the base URL of a secret cannot be used
     */
    <T> Optional<T> read(ConfigKey<T> key) {
        Optional<String> set = Optional.ofNullable(values.get(key.name()));
        if (!key.secret()) {
            return set.isPresent()
                    ? set.map(key::parse)
                    : fromEnvironment(key).or(() -> key.defaultText().map(key::parse));
        }
        return set.isPresent()
                ? set.map(references::resolve).map(key::parse)
                : references.firstOf(defaultReferences(key)).map(key::parse);
    }

    private <T> Optional<T> fromEnvironment(ConfigKey<T> key) {
        Optional<EnvironmentRule.Value> value = key.environmentValue(environment);
        try {
            return value.map(EnvironmentRule.Value::text).map(key::parse);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "from " + value.orElseThrow().variable() + " " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Returns the places to look for a secret that is not set. If the environment gives the base URL, its rule names
     * the places. Otherwise the default places are used, but only for a documented host. A default credential is
     * therefore never sent anywhere else.
     */
    List<String> defaultReferences(ConfigKey<?> secret) {
        Optional<ConfigKey<URI>> baseUrl = secret.baseUrl();
        if (baseUrl.isEmpty()) {
            return secret.defaultReferences();
        }
        ConfigKey<URI> where = baseUrl.get();
        // The base URL is read first, because an unusable one is a separate problem, wherever it comes from.
        Optional<URI> url = get(where);
        Optional<EnvironmentRule.Value> told =
                values.containsKey(where.name()) ? Optional.empty() : where.environmentValue(environment);
        if (told.isPresent()) {
            return told.get().credentials();
        }
        return url.filter(where::isDocumented).isPresent() ? secret.defaultReferences() : List.of();
    }
}
