package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigKeyTest {

    private static final ConfigKey<URI> BASE_URL =
            ConfigKey.baseUrl("acme-x.base-url", "where", "https://api.acme.example", List.of("api.acme.example"));
    private static final ConfigKey<Secret> API_KEY =
            ConfigKey.secret("acme-x.api-key", "the key", List.of("env:ACME"), BASE_URL);

    @Test
    void aSecretIsRequiredAndKnowsWhereItIsSent() {
        assertThat(API_KEY.secret()).isTrue();
        assertThat(API_KEY.required()).isTrue();
        assertThat(API_KEY.defaultReferences()).containsExactly("env:ACME");
        assertThat(API_KEY.baseUrl()).contains(BASE_URL);
        assertThat(API_KEY.type()).isEqualTo("secret");
        assertThat(API_KEY).hasToString("acme-x.api-key");
    }

    @Test
    void otherKeysAreNeitherSecretNorRequired() {
        ConfigKey<String> key = ConfigKey.text("t", "a text");
        assertThat(key.secret()).isFalse();
        assertThat(key.required()).isFalse();
        assertThat(key.defaultText()).isEmpty();
        assertThat(key.baseUrl()).isEmpty();
        assertThat(key.description()).isEqualTo("a text");
    }

    @Test
    void aDefaultMakesANewKey() {
        ConfigKey<String> key = ConfigKey.text("t", "a text");
        assertThat(key.withDefault("d").defaultText()).contains("d");
        assertThat(key.defaultText()).isEmpty();
    }

    @Test
    void aRequiredTextIsNeitherSecretNorGivenByDefault() {
        ConfigKey<String> key = ConfigKey.requiredText("t", "a text");
        assertThat(key.required()).isTrue();
        assertThat(key.secret()).isFalse();
        assertThat(key.defaultText()).isEmpty();
        assertThat(key.type()).isEqualTo(ConfigKey.text("t", "").type());
        assertThat(key.parse(" x ")).isEqualTo("x");
        assertThat(Refusals.words(key::parse, " ")).isEqualTo(Refusals.words(ConfigTypes::text, " "));
    }

    @Test
    void aPathPartIsOnePartOfAPath() {
        ConfigKey<String> key = ConfigKey.requiredPathPart("p", "a part");
        assertThat(key.required()).isTrue();
        assertThat(List.of(
                        key.parse(" my-team "), key.parse("a.b"), key.parse("My Project"), key.parse("x".repeat(256))))
                .containsExactly("my-team", "a.b", "My Project", "x".repeat(256));
        for (String wider : List.of(
                "", " ", ".", "..", "a/b", "a\\b", "a%2fb", "a;b", "a?b", "a#b", "a\nb", "a\u0000b", "x".repeat(257))) {
            assertThatThrownBy(() -> key.parse(wider)).as(wider).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEnvironmentRuleMakesANewKeyThatKeepsTheRest() {
        EnvironmentRule rule = environment -> Optional.ofNullable(environment.get("V"))
                .map(text -> new EnvironmentRule.Value("V", text, List.of("env:K")));
        ConfigKey<URI> ruled = BASE_URL.withEnvironment(rule);
        assertThat(BASE_URL.environmentValue(Map.of("V", "x"))).isEmpty();
        assertThat(ruled.environmentValue(Map.of())).isEmpty();
        assertThat(ruled.environmentValue(Map.of("V", "x")))
                .contains(new EnvironmentRule.Value("V", "x", List.of("env:K")));
        assertThat(ruled.defaultText()).isEqualTo(BASE_URL.defaultText());
        assertThat(ruled.isDocumented(URI.create("https://api.acme.example"))).isTrue();
        assertThat(ruled.name()).isEqualTo(BASE_URL.name());
        assertThat(ruled.withDefault("https://d").environmentValue(Map.of("V", "x")))
                .isPresent();
        ConfigKey<Secret> secret = API_KEY.withEnvironment(rule);
        assertThat(secret.required()).isTrue();
        assertThat(secret.secret()).isTrue();
        assertThat(secret.defaultReferences()).isEqualTo(API_KEY.defaultReferences());
        assertThat(secret.baseUrl()).contains(BASE_URL);
    }

    @Test
    void aRulesCredentialsAreCopied() {
        List<String> credentials = new ArrayList<>(List.of("env:K"));
        EnvironmentRule.Value value = new EnvironmentRule.Value("V", "x", credentials);
        credentials.add("env:OTHER");
        assertThat(value.credentials()).containsExactly("env:K");
    }

    @Test
    void theEnvironmentVariableFollowsMechanically() {
        assertThat(API_KEY.environmentName()).isEqualTo("MODELKEEP_ACME_X_API_KEY");
        assertThat(CommonKeys.MAX_RETRY_DELAY.environmentName()).isEqualTo("MODELKEEP_MAX_RETRY_DELAY");
        assertThat(CommonKeys.PROVIDER.environmentName()).isEqualTo("MODELKEEP_PROVIDER");
    }

    @Test
    void theTypesReadAsInTheDocumentation() {
        assertThat(ConfigKey.choice("c", "", List.of("a", "b")).type()).isEqualTo("a or b");
        assertThat(ConfigKey.integer("i", "", 1, 9).type()).isEqualTo("number 1..9");
        assertThat(BASE_URL.type()).isEqualTo("URL");
    }

    @Test
    void everyCommonDefaultCanBeUsed() {
        for (ConfigKey<?> key : CommonKeys.ALL) {
            key.defaultText()
                    .ifPresent(text -> assertThat((Object) key.parse(text)).isNotNull());
            assertThat(key.secret()).isEqualTo(key.name().startsWith("proxy-"));
            assertThat(key.required()).isFalse();
            assertThat(key.name()).doesNotContain(".").matches("[a-z]+(-[a-z]+)*");
        }
        assertThat(CommonKeys.ALL).extracting(ConfigKey::environmentName).doesNotHaveDuplicates();
        assertThat(CommonKeys.MAX_ATTEMPTS.defaultText()).contains("3");
        assertThat(CommonKeys.REQUEST_TIMEOUT.defaultText()).contains("30s");
        assertThat(CommonKeys.CALL_TIMEOUT.defaultText()).contains("2m");
        assertThat(CommonKeys.MAX_RESPONSE_SIZE.defaultText()).contains("8MiB");
    }
}
