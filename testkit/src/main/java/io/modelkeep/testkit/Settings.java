package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.ConfigurationException;
import io.modelkeep.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration keys of a fixture's provider, and the problems that it reports for settings. Immutable. */
final class Settings {

    private final StoreProvider provider;
    private final Map<String, String> complete;

    private Settings(StoreProvider provider, Map<String, String> complete) {
        this.provider = provider;
        this.complete = complete;
    }

    static Settings of(StoreFixture fixture) {
        Map<String, String> complete = fixture.config();
        ClassLoader loader =
                Optional.ofNullable(fixture.getClass().getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
        String name = Optional.ofNullable(complete.get("provider")).orElseThrow();
        return new Settings(StoreProviders.named(name, StoreProviders.all(loader)), complete);
    }

    String name() {
        return provider.name();
    }

    List<ConfigKey<?>> own() {
        return provider.configKeys().stream()
                .<ConfigKey<?>>map(key -> key)
                .sorted(Comparator.comparing(ConfigKey::name))
                .toList();
    }

    Set<ConfigKey<?>> all() {
        return StoreProviders.keys(List.of(provider));
    }

    List<ConfigKey<?>> required() {
        return own().stream()
                .filter(key -> key.required() && key.defaultText().isEmpty())
                .toList();
    }

    List<ConfigKey<?>> secrets() {
        return own().stream().filter(ConfigKey::secret).toList();
    }

    /** Returns the credential, which is a literal in the fixture's configuration. */
    String literal(ConfigKey<?> secret) {
        return Optional.ofNullable(complete.get(secret.name())).orElseThrow();
    }

    /** Returns the keys of the addresses that credentials are sent to. */
    List<ConfigKey<URI>> baseUrls() {
        return secrets().stream()
                .flatMap(secret -> secret.baseUrl().stream())
                .distinct()
                .toList();
    }

    /** Returns a configuration without settings, in an environment and on the scene's time. */
    StoreConfig.Builder empty(Scene scene, Map<String, String> environment) {
        return scene.timed(StoreConfig.builder().environment(environment).listener(scene.heard()));
    }

    /** Returns the fixture's configuration without some keys, in an environment. */
    StoreConfig.Builder without(Scene scene, Collection<? extends ConfigKey<?>> keys, Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(complete);
        keys.forEach(key -> rest.remove(key.name()));
        return empty(scene, environment).settings(rest);
    }

    /** Returns the problems of the fixture's configuration with some settings changed. */
    List<String> problems(Scene scene, Map<String, String> changed) {
        return problems(scene, scene.config(changed).build());
    }

    /**
     * Returns the problems of the fixture's configuration without some keys and without default sources of credentials.
     */
    List<String> problemsWithout(Scene scene, Collection<? extends ConfigKey<?>> keys) {
        return problems(
                scene, without(scene, keys, Map.of("HOME", "no-such-directory")).build());
    }

    List<String> problems(Scene scene, StoreConfig config) {
        int sent = scene.requests().size();
        Throwable thrown = catchThrowable(() -> scene.openMore(config));
        assertThat(thrown).as("opening a client with %s", config).isInstanceOf(ConfigurationException.class);
        assertThat(scene.requests()).hasSize(sent);
        return ((ConfigurationException) thrown).problems();
    }
}
