package io.modelkeep;

import static io.modelkeep.Configs.config;
import static io.modelkeep.Configs.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.Suggestion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {

    @Test
    void aGoodConfigurationHasNoProblem() {
        StoreConfig config = config(
                Configs.NO_HOME,
                Map.of("provider", "acme", "acme.api-key", "literal", "max-attempts", "1", "acme.pause", "2s"));
        assertThat(problems(config)).isEmpty();
        assertThat(config.get(CommonKeys.MAX_ATTEMPTS)).contains(1);
        assertThat(config.get(FakeProviders.Acme.PROJECT)).isEmpty();
        assertThat(config.require(CommonKeys.MAX_CONCURRENCY)).isEqualTo(4);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        StoreConfig config = config(
                Configs.NO_HOME,
                Map.of(
                        "max-atempts", "3",
                        "nonsense", "x",
                        "acme.prject", "p",
                        "max-concurrency", "0",
                        "call-timeout", "soon",
                        "acme.auth-scheme", "basic",
                        "acme.project", " "));
        assertThat(problems(config))
                .hasSize(8)
                .anyMatch(p -> p.equals("max-atempts is not a key; did you mean max-attempts?"))
                .anyMatch(p -> p.startsWith("nonsense is not a key; known are request-timeout, "))
                .anyMatch(p -> p.equals("acme.prject is not a key; did you mean acme.project?"))
                .anyMatch(p -> p.startsWith("max-concurrency \"0\" is not within"))
                .anyMatch(p -> p.startsWith("call-timeout \"soon\" is not a duration"))
                .anyMatch(p -> p.startsWith("acme.auth-scheme \"basic\" is not one of"))
                .anyMatch(p -> p.startsWith("acme.project is blank"))
                .anyMatch(p -> p.equals(
                        "acme.api-key is missing; set it, or provide env:ACME_API_KEY or netrc:api.acme.example"));
        assertThatThrownBy(() -> config.check(Configs.ACME, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("configuration: acme.prject is not a key")
                .hasMessageContaining("; max-atempts is not a key");
    }

    @ParameterizedTest
    @CsvSource({
        "PROVIDER,provider",
        "providr,provider",
        "max_attempts,max-attempts",
        "requesttimeout,request-timeout",
        "acme.apikey,acme.api-key",
        "acme.API_KEY,acme.api-key",
        "acme.baseurl,acme.base-url",
        "acmee.base-url,acme.base-url",
        "amce.api-key,acme.api-key",
        "ACME.api-key,acme.api-key"
    })
    void aSlipOfThePenGetsASuggestion(String typed, String meant) {
        assertThat(problems(config(typed, "x"))).containsExactly(typed + " is not a key; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weave.api-key",
                "wandb-training.base-url",
                "plain.anything",
                "spring.application.name",
                "java.home"
            })
    void keysOfOthersAreIgnored(String key) {
        assertThat(problems(config(key, "not even looked at"))).isEmpty();
    }

    @Test
    void anotherProviderWithAlmostTheSameNameIsNoSlip() {
        FakeProviders.Plain acne = new FakeProviders.Plain() {
            @Override
            public String name() {
                return "acne";
            }
        };
        assertThat(problems(config("acne.api-key", "x"))).hasSize(1);
        assertThat(problems(config("acne.api-key", "x"), List.of(Configs.ACME, acne)))
                .isEmpty();
    }

    @Test
    void shortNamesAreNotCloseToEverything() {
        assertThat(Suggestion.isClose("db", "s3")).isFalse();
        assertThat(Suggestion.isClose("s4", "s3")).isTrue();
        assertThat(Suggestion.isClose("waeve", "weave")).isTrue();
    }

    @Test
    void aBaseUrlThatCannotBeReadIsOneProblemAndNotTheKeys() {
        StoreConfig config = config(Configs.NO_HOME, Map.of("acme.base-url", "nowhere"));
        assertThat(problems(config)).containsExactly("acme.base-url is not a URL of the form https://HOST/PATH");
        assertThatThrownBy(() -> config.get(FakeProviders.Acme.API_KEY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("configuration: acme.base-url is not a URL of the form https://HOST/PATH");
    }

    @Test
    void problemsAreOneLineEachHoweverOddTheInput() {
        String odd = "x\r\nforged\u001b[31m\u202e".repeat(10_000);
        StoreConfig config = config(
                Configs.NO_HOME,
                Map.of(odd, odd, "acme." + odd, odd, "max-attempts", odd, "acme.base-url", odd, "trust-store", odd));
        assertThat(problems(config))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(p -> p.length() <= 1024)
                .allMatch(p -> p.codePoints().noneMatch(Character::isISOControl));
        assertThatThrownBy(() -> config.check(Configs.ACME, List.of()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(4096));
    }

    @Test
    void aSingleReadNamesItsKey() {
        StoreConfig config = config("max-attempts", "many");
        assertThatThrownBy(() -> config.get(CommonKeys.MAX_ATTEMPTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("configuration: max-attempts \"many\" is not a whole number");
        assertThatThrownBy(() -> config.require(FakeProviders.Acme.PROJECT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("configuration: acme.project is missing");
    }
}
