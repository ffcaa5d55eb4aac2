package io.modelkeep.internal.config;

import io.modelkeep.config.Secret;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.SafeText;
import io.modelkeep.spi.SpellingSuggestion;
import io.modelkeep.spi.StoreProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The validation of a configuration. All problems are found at once: unknown keys, unusable values and missing values.
 */
public final class ConfigValidator {

    private final Map<String, String> values;
    private final ConfigParser reader;

    public ConfigValidator(Map<String, String> values, Map<String, String> environment) {
        this.values = values;
        this.reader = new ConfigParser(values, environment);
    }

    public List<String> problems(StoreProvider provider, List<StoreProvider> available) {
        Set<ConfigKey<?>> keys = new LinkedHashSet<>(CommonKeys.ALL);
        keys.addAll(provider.configKeys());
        List<String> problems = new ArrayList<>();
        values.keySet().stream()
                .sorted()
                .flatMap(name -> unknown(name, provider, available, keys).stream())
                .forEach(problems::add);
        keys.stream().flatMap(key -> unusable(key).stream()).distinct().forEach(problems::add);
        if (problems.isEmpty()) {
            proxyLogin().ifPresent(problems::add);
        }
        return problems;
    }

    /** Checks that user and password are set together, and only with a proxy. Otherwise they would have no effect. */
    private Optional<String> proxyLogin() {
        Optional<Secret> user = reader.read(CommonKeys.PROXY_USER);
        Optional<Secret> password = reader.read(CommonKeys.PROXY_PASSWORD);
        if (user.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty() || password.isEmpty()) {
            ConfigKey<?> missing = user.isEmpty() ? CommonKeys.PROXY_USER : CommonKeys.PROXY_PASSWORD;
            return Optional.of(missing.name() + " is missing; proxy-user and proxy-password go together");
        }
        if (user.get().reveal().contains(":")) {
            return Optional.of(CommonKeys.PROXY_USER.name() + " holds a colon, which ends the user's name on its way");
        }
        return reader.read(CommonKeys.PROXY).isPresent()
                ? Optional.empty()
                : Optional.of(CommonKeys.PROXY.name() + " is missing; proxy-user is for the proxy that it names");
    }

    private static Optional<String> unknown(
            String name, StoreProvider provider, List<StoreProvider> available, Set<ConfigKey<?>> keys) {
        if (name.equals("provider") || keys.stream().anyMatch(key -> key.name().equals(name))) {
            return Optional.empty();
        }
        int dot = name.indexOf('.');
        if (dot > 0 && !name.startsWith(provider.name() + ".")) {
            // One file may contain several providers' keys, but a prefix close to this provider's is a typing error.
            String prefix = name.substring(0, dot);
            boolean anotherProvider =
                    available.stream().anyMatch(other -> other.name().equals(prefix));
            if (anotherProvider || !SpellingSuggestion.isClose(prefix, provider.name())) {
                return Optional.empty();
            }
        }
        List<String> names = new ArrayList<>(keys.stream().map(ConfigKey::name).toList());
        names.add("provider");
        String shown = SafeText.of(name, 64);
        return Optional.of(SpellingSuggestion.closest(name, names)
                .map(close -> shown + " is not a key; did you mean " + close + "?")
                .orElseGet(() -> shown + " is not a key; known are " + String.join(", ", names)));
    }

    private Optional<String> unusable(ConfigKey<?> key) {
        try {
            Optional<?> value = reader.read(key);
            return value.isEmpty() && key.required() ? Optional.of(missing(key)) : Optional.empty();
        } catch (IllegalArgumentException unusable) {
            return Optional.of(key.name() + " " + unusable.getMessage());
        } catch (ConfigurationException unusableBaseUrl) {
            // A default credential depends on the base URL, so the unusable base URL is the problem to report.
            return unusableBaseUrl.problems().stream().findFirst();
        }
    }

    private String missing(ConfigKey<?> key) {
        List<String> references = reader.defaultReferences(key);
        if (!references.isEmpty()) {
            return key.name() + " is missing; set it, or provide " + String.join(" or ", references);
        }
        return key.defaultReferences().isEmpty()
                ? key.name() + " is missing; set it (" + key.description() + ")"
                : key.name()
                        + " is missing; a custom base URL needs an explicit key, the default key is not sent there";
    }
}
