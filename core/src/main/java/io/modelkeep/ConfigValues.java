package io.modelkeep;

import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single settings: text, default, or for a secret the reference it stands for. */
final class ConfigValues {

    private final Map<String, String> values;
    private final SecretReferences references;

    ConfigValues(Map<String, String> values, Map<String, String> environment) {
        this.values = values;
        this.references = new SecretReferences(environment);
    }

    <T> Optional<T> get(ConfigKey<T> key) {
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
        Optional<String> text = Optional.ofNullable(values.get(key.name())).or(key::defaultText);
        if (!key.secret()) {
            return text.map(key::parse);
        }
        if (text.isPresent()) {
            return text.map(references::resolve).map(key::parse);
        }
        return usesDocumentedHost(key)
                ? references.firstOf(key.defaultReferences()).map(key::parse)
                : Optional.empty();
    }

    /** A default credential goes to the hosts it was made for, and to no other. */
    boolean usesDocumentedHost(ConfigKey<?> secret) {
        Optional<ConfigKey<URI>> baseUrl = secret.baseUrl();
        if (baseUrl.isEmpty()) {
            return true;
        }
        return get(baseUrl.get()).filter(baseUrl.get()::isDocumented).isPresent();
    }
}
