package io.modelkeep.internal.config;

import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.EnvironmentRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single settings: text, default, or for a secret the reference it stands for. */
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
     * As {@link #get}, throwing IllegalArgumentException with what is wrong, to stand behind the key's name; for a secret
     * whose base URL cannot be read, ConfigurationException with that.
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
     * Where a secret is looked for when it is not set: a default credential goes to the hosts it was made for, or where the
     * environment that holds it leads, and nowhere else.
     */
    List<String> defaultReferences(ConfigKey<?> secret) {
        Optional<ConfigKey<URI>> baseUrl = secret.baseUrl();
        if (baseUrl.isEmpty()) {
            return secret.defaultReferences();
        }
        ConfigKey<URI> where = baseUrl.get();
        // Read first, for a base URL that cannot be used is its own problem, wherever it comes from.
        Optional<URI> url = get(where);
        Optional<EnvironmentRule.Value> told =
                values.containsKey(where.name()) ? Optional.empty() : where.environmentValue(environment);
        if (told.isPresent()) {
            return told.get().credentials();
        }
        return url.filter(where::isDocumented).isPresent() ? secret.defaultReferences() : List.of();
    }
}
