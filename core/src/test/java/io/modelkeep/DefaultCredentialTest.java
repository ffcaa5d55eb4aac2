package io.modelkeep;

import static io.modelkeep.Configs.config;
import static io.modelkeep.Configs.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.modelkeep.config.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key found by itself goes to the service it was made for, and nowhere else. */
class DefaultCredentialTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("ACME_API_KEY", "canary", "HOME", "/nonexistent");

    @Test
    void itServesTheDefaultUrl() {
        assertThat(config(ENVIRONMENT, Map.of())
                        .require(FakeProviders.Acme.API_KEY)
                        .reveal())
                .isEqualTo("canary");
        assertThat(problems(config(ENVIRONMENT, Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.acme.example", "https://eu.acme.example/v1", "HTTPS://API.ACME.EXAMPLE/"})
    void itServesEveryDocumentedHost(String url) {
        assertThat(config(ENVIRONMENT, Map.of("acme.base-url", url)).get(FakeProviders.Acme.API_KEY))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://api.acme.example.evil.example",
                "https://evil.example/api.acme.example",
                "https://api.acme.example:8443",
                "https://acme.example",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "https://10.0.0.1"
            })
    void itIsNotSentToAUrlOfTheUsersOwn(String url) {
        StoreConfig config = config(ENVIRONMENT, Map.of("acme.base-url", url));
        assertThat(config.get(FakeProviders.Acme.API_KEY)).isEmpty();
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("acme.api-key ")
                .doesNotContain("env:ACME_API_KEY", "netrc:");
    }

    @Test
    void aKeyOfItsOwnMayBeSentThere() {
        StoreConfig config = config(
                ENVIRONMENT, Map.of("acme.base-url", "http://localhost:8080", "acme.api-key", "env:ACME_API_KEY"));
        assertThat(config.require(FakeProviders.Acme.API_KEY).reveal()).isEqualTo("canary");
        assertThat(problems(config)).isEmpty();
    }

    @Test
    void setValues_precedeTheDefaults() {
        StoreConfig config = config(ENVIRONMENT, Map.of("acme.api-key", "explicit"));
        assertThat(config.require(FakeProviders.Acme.API_KEY).reveal()).isEqualTo("explicit");
    }

    @Test
    void aReferenceThatLeadsNowhereDoesNotFallBack() {
        StoreConfig config = config(ENVIRONMENT, Map.of("acme.api-key", "env:MISSING"));
        assertThat(problems(config)).hasSize(1);
    }

    @Test
    void theDefaultsAreTriedInTheirOrder(@TempDir Path folder) throws IOException {
        String netrc = Files.writeString(folder.resolve("netrc"), "machine api.acme.example password from-netrc")
                .toString();
        assertThat(config(Map.of("ACME_API_KEY", "canary", "NETRC", netrc), Map.of())
                        .require(FakeProviders.Acme.API_KEY)
                        .reveal())
                .isEqualTo("canary");
        assertThat(config(Map.of("ACME_API_KEY", "", "NETRC", netrc), Map.of())
                        .require(FakeProviders.Acme.API_KEY)
                        .reveal())
                .isEqualTo("from-netrc");
    }

    @Test
    void aDefaultThatCannotBeUsedIsAProblemAndNotSkipped() {
        assertThat(problems(config(Map.of("ACME_API_KEY", "can ary"), Map.of())))
                .singleElement(STRING)
                .startsWith("acme.api-key ")
                .doesNotContain("ary");
        assertThat(problems(config(Map.of("ACME_API_KEY", "can ary"), Map.of())))
                .isEqualTo(problems(config(Map.of(), Map.of("acme.api-key", "can ary"))))
                .isNotEqualTo(problems(config(Configs.NO_HOME, Map.of())));
    }
}
