package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.modelkeep.FakeProviders;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a service that users host themselves: a base URL without a default, and a credential that may be missing. */
class SelfHostedServiceTest {

    private static final ConfigKey<URI> BASE_URL =
            ConfigKey.requiredBaseUrl("registry.base-url", "the URL of the registry");
    private static final ConfigKey<Secret> TOKEN =
            ConfigKey.optionalSecret("registry.token", "the token", List.of("env:REGISTRY_TOKEN"), BASE_URL);
    private static final ConfigKey<Secret> REQUIRED_TOKEN =
            ConfigKey.secret("registry.token", "the token", List.of(), BASE_URL);

    private static final ConfigKey<URI> CLOUD_URL =
            ConfigKey.baseUrl("registry.base-url", "the URL", "https://cloud.example", List.of("cloud.example"));
    private static final ConfigKey<Secret> CLOUD_TOKEN =
            ConfigKey.optionalSecret("registry.token", "the token", List.of("env:REGISTRY_TOKEN"), CLOUD_URL);

    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/nonexistent", "REGISTRY_TOKEN", "default");

    private static StoreConfig config(String... settings) {
        StoreConfig.Builder config = StoreConfig.builder().environment(ENVIRONMENT);
        for (int i = 0; i < settings.length; i += 2) {
            config.set(settings[i], settings[i + 1]);
        }
        return config.build();
    }

    private static List<String> problems(StoreConfig config, ConfigKey<?>... keys) {
        StoreProvider provider = new FakeProviders.Plain() {
            @Override
            public String name() {
                return "registry";
            }

            @Override
            public Set<ConfigKey<?>> configKeys() {
                return Set.of(keys);
            }
        };
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> config.check(provider, List.of(provider)));
        return thrown == null ? List.of() : thrown.problems();
    }

    @Test
    void aMissingBaseUrlIsReportedWithItsKeyAndTheRemedy() {
        assertThat(problems(config(), BASE_URL, TOKEN))
                .containsExactly("registry.base-url is missing; set it (the URL of the registry)");
        assertThat(BASE_URL.required()).isTrue();
        assertThat(BASE_URL.defaultText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://registry.example/api", "http://localhost:5000"})
    void aGivenBaseUrlNeedsNothingElse(String url) {
        StoreConfig config = config("registry.base-url", url);
        assertThat(problems(config, BASE_URL, TOKEN)).isEmpty();
        assertThat(config.require(BASE_URL)).isEqualTo(URI.create(url));
        assertThat(config.get(TOKEN)).as("the default credential").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://registry.example", "https://u:w@registry.example", "https://169.254.169.254", " "})
    void anUnsafeBaseUrlIsRefused(String url) {
        assertThat(problems(config("registry.base-url", url), BASE_URL, TOKEN))
                .singleElement(STRING)
                .startsWith("registry.base-url ");
    }

    @Test
    void aTokenThatIsSetIsUsed() {
        StoreConfig config =
                config("registry.base-url", "https://registry.example", "registry.token", "env:REGISTRY_TOKEN");
        assertThat(problems(config, BASE_URL, TOKEN)).isEmpty();
        assertThat(config.require(TOKEN).reveal()).isEqualTo("default");
        assertThat(TOKEN.secret()).isTrue();
        assertThat(TOKEN.baseUrl()).contains(BASE_URL);
    }

    @Test
    void aRequiredTokenIsMissingEverywhere() {
        assertThat(problems(config("registry.base-url", "https://registry.example"), BASE_URL, REQUIRED_TOKEN))
                .containsExactly("registry.token is missing; set it (the token)");
        assertThat(problems(config(), BASE_URL, REQUIRED_TOKEN)).hasSize(2);
    }

    @Test
    void anEnvironmentRuleGivesTheBaseUrlAndNamesTheCredential() {
        ConfigKey<URI> ruled = BASE_URL.withEnvironment(environment -> Optional.of(
                new EnvironmentRule.Value("REGISTRY_URL", "https://registry.example", List.of("env:REGISTRY_TOKEN"))));
        ConfigKey<Secret> token = ConfigKey.secret("registry.token", "the token", List.of(), ruled);
        assertThat(problems(config(), ruled, token)).isEmpty();
        assertThat(config().require(token).reveal()).isEqualTo("default");
        assertThat(config("registry.base-url", "https://other.example").get(token))
                .isEmpty();
    }

    @Test
    void anOptionalTokenHasADefaultForADocumentedHostAlone() {
        assertThat(config().require(CLOUD_TOKEN).reveal()).isEqualTo("default");
        StoreConfig custom = config("registry.base-url", "https://registry.example");
        assertThat(problems(custom, CLOUD_URL, CLOUD_TOKEN)).isEmpty();
        assertThat(custom.get(CLOUD_TOKEN)).isEmpty();
    }
}
