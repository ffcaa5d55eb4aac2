package io.modelkeep.internal.config;

import static io.modelkeep.Configs.config;
import static io.modelkeep.Configs.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.SpellingSuggestion;
import io.modelkeep.spi.StoreProviders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValidatorTest {

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
    void allProblems_areReportedAtOnce() {
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
        List<String> problems = problems(config);
        assertThat(problems).hasSize(8);
        // Keys that do not exist come first, by name; then keys in the order of the documentation.
        assertThat(problems.get(0)).startsWith("acme.prject ");
        assertThat(keysIn(problems.get(0))).containsExactly("acme.project");
        assertThat(problems.get(1)).startsWith("max-atempts ");
        assertThat(keysIn(problems.get(1))).containsExactly("max-attempts");
        assertThat(problems.get(2)).startsWith("nonsense ");
        assertThat(keysIn(problems.get(2))).containsExactlyInAnyOrderElementsOf(keys());
        assertThat(problems.get(3)).startsWith("call-timeout \"soon\" ");
        assertThat(problems.get(4)).startsWith("max-concurrency \"0\" ");
        assertThat(problems.get(5)).startsWith("acme.api-key ").contains("env:ACME_API_KEY", "netrc:api.acme.example");
        assertThat(problems.get(6)).startsWith("acme.project ");
        assertThat(problems.get(7)).startsWith("acme.auth-scheme \"basic\" ");
        assertThatThrownBy(() -> config.check(Configs.ACME, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).containsSubsequence(problems));
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
        assertThat(problems(config(typed, "x")))
                .singleElement(STRING)
                .startsWith(typed + " ")
                .satisfies(problem -> assertThat(keysIn(problem)).containsExactly(meant));
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
        assertThat(SpellingSuggestion.isClose("db", "s3")).isFalse();
        assertThat(SpellingSuggestion.isClose("s4", "s3")).isTrue();
        assertThat(SpellingSuggestion.isClose("waeve", "weave")).isTrue();
    }

    @Test
    void aBaseUrlThatCannotBeReadIsOneProblemAndNotTheKeys() {
        StoreConfig config = config(Configs.NO_HOME, Map.of("acme.base-url", "nowhere"));
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("acme.base-url ")
                .doesNotContain("nowhere");
        assertThatThrownBy(() -> config.get(FakeProviders.Acme.API_KEY))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems()).isEqualTo(problems(config)));
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
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .singleElement(STRING)
                                .startsWith("max-attempts \"many\" "));
        assertThatThrownBy(() -> config.require(FakeProviders.Acme.PROJECT))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .singleElement(STRING)
                                .startsWith("acme.project "));
    }

    /** The names of keys that a problem holds. */
    private static List<String> keysIn(String problem) {
        return Stream.of(problem.split("[^A-Za-z0-9._-]+", -1))
                .filter(keys()::contains)
                .toList();
    }

    private static List<String> keys() {
        return StoreProviders.keys(List.of(Configs.ACME)).stream()
                .map(ConfigKey::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy-user=u,proxy-password=p|proxy is missing",
                "proxy-user=u|proxy-password is missing",
                "proxy-password=p,proxy=http://localhost:1|proxy-user is missing",
                "proxy-user=u:v,proxy-password=p,proxy=http://localhost:1|proxy-user holds a colon",
                "proxy-user=env:NONE,proxy-password=p,proxy=http://localhost:1|proxy-user refers to env:NONE"
            })
    void theLoginOfAProxyIsWholeOrNotThere(String settings, String problem) {
        assertThat(problems(config(Map.of(), proxied(settings))))
                .singleElement(STRING)
                .startsWith(problem);
    }

    @Test
    void theLoginOfAProxyMayBeReferences() {
        StoreConfig config = config(
                Map.of("PROXY_USER", "u", "PROXY_PASSWORD", "p"),
                proxied("proxy-user=env:PROXY_USER,proxy-password=env:PROXY_PASSWORD,proxy=http://localhost:1"));
        assertThat(problems(config)).isEmpty();
        assertThat(config.require(CommonKeys.PROXY_PASSWORD).reveal()).isEqualTo("p");
    }

    private static Map<String, String> proxied(String settings) {
        Map<String, String> all = new HashMap<>(Map.of("acme.api-key", "k"));
        for (String setting : settings.split(",", -1)) {
            all.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return all;
    }
}
