package io.modelkeep.testkit.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration keys of a fixture's provider, and the problems that it reports for settings. Immutable. */
public final class Settings {

    private final StoreProvider provider;
    private final Map<String, String> complete;

    private Settings(StoreProvider provider, Map<String, String> complete) {
        this.provider = provider;
        this.complete = complete;
    }

    public static Settings of(StoreFixture fixture) {
        Map<String, String> complete = fixture.config();
        ClassLoader loader =
                Optional.ofNullable(fixture.getClass().getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
        String name = Optional.ofNullable(complete.get("provider")).orElseThrow();
        return new Settings(StoreProviders.named(name, StoreProviders.all(loader)), complete);
    }

    public String name() {
        return provider.name();
    }

    public List<ConfigKey<?>> own() {
        return provider.configKeys().stream()
                .<ConfigKey<?>>map(key -> key)
                .sorted(Comparator.comparing(ConfigKey::name))
                .toList();
    }

    public Set<ConfigKey<?>> all() {
        return StoreProviders.keys(List.of(provider));
    }

    public List<ConfigKey<?>> required() {
        return own().stream()
                .filter(key -> key.required() && key.defaultText().isEmpty())
                .toList();
    }

    public List<ConfigKey<?>> secrets() {
        return own().stream().filter(ConfigKey::secret).toList();
    }

    /** Returns the credential, which is a literal in the fixture's configuration. */
    public String literal(ConfigKey<?> secret) {
        return Optional.ofNullable(complete.get(secret.name())).orElseThrow();
    }

    /** Returns the keys of the addresses that credentials are sent to. */
    public List<ConfigKey<URI>> baseUrls() {
        return secrets().stream()
                .flatMap(secret -> secret.baseUrl().stream())
                .distinct()
                .toList();
    }

    /** Returns a configuration without settings, in an environment and on the context's time. */
    public StoreConfig.Builder empty(ContractContext context, Map<String, String> environment) {
        return context.timed(StoreConfig.builder().environment(environment).listener(context.listener()));
    }

    /** Returns the fixture's configuration without some keys, in an environment. */
    public StoreConfig.Builder without(
            ContractContext context, Collection<? extends ConfigKey<?>> keys, Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(complete);
        keys.forEach(key -> rest.remove(key.name()));
        return empty(context, environment).settings(rest);
    }

    /** Returns the problems of the fixture's configuration with some settings changed. */
    public List<String> problems(ContractContext context, Map<String, String> changed) {
        return problems(context, context.config(changed).build());
    }

    /**
     * Returns the problems of the fixture's configuration without some keys and without default sources of credentials.
     */
    public List<String> problemsWithout(ContractContext context, Collection<? extends ConfigKey<?>> keys) {
        return problems(
                context,
                without(context, keys, Map.of("HOME", "no-such-directory")).build());
    }

    public List<String> problems(ContractContext context, StoreConfig config) {
        int sent = context.requests().size();
        Throwable thrown = catchThrowable(() -> context.openMore(config));
        assertThat(thrown).as("opening a client with %s", config).isInstanceOf(ConfigurationException.class);
        assertThat(context.requests()).hasSize(sent);
        return ((ConfigurationException) thrown).problems();
    }
}
