package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment of a service's own tools sets, and which credentials go where it leads. */
class EnvironmentRuleTest {

    private static final EnvironmentRule TOOL = environment -> Optional.ofNullable(environment.get("TOOL_URL"))
            .map(text -> new EnvironmentRule.Value("TOOL_URL", text, List.of("env:TOOL_KEY", "netrc:own.example")));

    private static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
                    "tool.base-url", "where", "https://api.tool.example", List.of("api.tool.example"))
            .withEnvironment(TOOL);
    private static final ConfigKey<Secret> API_KEY =
            ConfigKey.secret("tool.api-key", "the key", List.of("env:CLOUD_KEY"), BASE_URL);
    private static final ConfigKey<String> TEAM = ConfigKey.requiredText("tool.team", "the team");
    private static final ConfigKey<Integer> COUNT = ConfigKey.integer("tool.count", "how many", 1, 9)
            .withDefault("3")
            .withEnvironment(environment -> Optional.ofNullable(environment.get("TOOL_COUNT"))
                    .map(text -> new EnvironmentRule.Value("TOOL_COUNT", text, List.of())));

    private static final StoreProvider PROVIDER = new FakeProviders.Plain() {
        @Override
        public String name() {
            return "tool";
        }

        @Override
        public Set<ConfigKey<?>> configKeys() {
            return new LinkedHashSet<>(List.of(BASE_URL, API_KEY, TEAM, COUNT));
        }
    };

    private static final String OWN = "https://own.example/api";

    /** With pairs of a setting and its text; the team is set. */
    private static StoreConfig config(Map<String, String> environment, String... settings) {
        StoreConfig.Builder config =
                StoreConfig.builder().environment(environment).set("tool.team", "red");
        for (int i = 0; i < settings.length; i += 2) {
            config.set(settings[i], settings[i + 1]);
        }
        return config.build();
    }

    private static Map<String, String> environment(String... variables) {
        Map<String, String> environment = new HashMap<>(Configs.NO_HOME);
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return environment;
    }

    private static List<String> problems(StoreConfig config) {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> config.check(PROVIDER, List.of(PROVIDER)));
        return thrown == null ? List.of() : thrown.problems();
    }

    private static Optional<String> key(StoreConfig config) {
        return config.get(API_KEY).map(Secret::reveal);
    }

    @Test
    void environmentValue_precedesTheDefault() {
        StoreConfig config = config(environment("TOOL_COUNT", "7", "TOOL_URL", OWN, "TOOL_KEY", "k"));
        assertThat(config.require(COUNT)).isEqualTo(7);
        assertThat(config.require(BASE_URL)).isEqualTo(URI.create(OWN));
        assertThat(problems(config)).isEmpty();
    }

    @Test
    void theDefaultStandsWhereItSaysNothing() {
        StoreConfig config = config(environment("CLOUD_KEY", "cloud", "OTHER", "x"));
        assertThat(config.require(COUNT)).isEqualTo(3);
        assertThat(config.require(BASE_URL)).isEqualTo(URI.create("https://api.tool.example"));
        assertThat(key(config)).contains("cloud");
        assertThat(problems(config)).isEmpty();
    }

    @Test
    void setValue_precedesTheEnvironment() {
        StoreConfig config = config(environment("TOOL_COUNT", "7"), "tool.count", "9");
        assertThat(config.require(COUNT)).isEqualTo(9);
    }

    @Test
    void theCredentialsOfTheEnvironmentAreTriedInTheirOrder(@TempDir Path folder) throws IOException {
        String netrc = Files.writeString(folder.resolve("netrc"), "machine own.example password second")
                .toString();
        assertThat(key(config(environment("TOOL_URL", OWN, "TOOL_KEY", "first", "NETRC", netrc))))
                .contains("first");
        assertThat(key(config(environment("TOOL_URL", OWN, "TOOL_KEY", "", "NETRC", netrc))))
                .contains("second");
        assertThat(key(config(environment("TOOL_URL", OWN, "NETRC", netrc)))).contains("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, "https://api.tool.example"})
    void theDefaultCredentialsDoNotGoWhereTheEnvironmentLeads(String url) {
        StoreConfig config = config(environment("TOOL_URL", url, "CLOUD_KEY", "cloud"));
        assertThat(key(config)).isEmpty();
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("tool.api-key ")
                .contains("env:TOOL_KEY", "netrc:own.example")
                .doesNotContain("env:CLOUD_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:8080", OWN})
    void theCredentialsOfTheEnvironmentDoNotGoWhereTheConfigurationLeads(String url) {
        StoreConfig config =
                config(environment("TOOL_URL", OWN, "TOOL_KEY", "k", "CLOUD_KEY", "c"), "tool.base-url", url);
        assertThat(config.require(BASE_URL)).isEqualTo(URI.create(url));
        assertThat(key(config)).isEmpty();
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("tool.api-key ")
                .doesNotContain("env:", "netrc:");
    }

    @Test
    void aDocumentedUrlThatIsSetIsServedByTheDefaultCredentialsAlone() {
        Map<String, String> both = environment("TOOL_URL", OWN, "TOOL_KEY", "k", "CLOUD_KEY", "cloud");
        Map<String, String> one = environment("TOOL_URL", OWN, "TOOL_KEY", "k");
        assertThat(key(config(both, "tool.base-url", "https://api.tool.example")))
                .contains("cloud");
        assertThat(key(config(one, "tool.base-url", "https://api.tool.example")))
                .isEmpty();
    }

    @Test
    void aKeyThatIsSetGoesWhereverTheBaseUrlLeads() {
        StoreConfig config = config(environment("TOOL_URL", OWN, "TOOL_KEY", "k"), "tool.api-key", "explicit");
        assertThat(key(config)).contains("explicit");
        assertThat(problems(config)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:canary@own.example",
                "https://own.example?key=canary",
                "canary nowhere",
                " ",
                "https://169.254.169.254/"
            })
    void aValueOfTheEnvironmentThatCannotBeUsedIsOneProblemWithItsVariable(String url) {
        StoreConfig config = config(environment("TOOL_URL", url, "CLOUD_KEY", "canary"));
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("tool.base-url ")
                .contains("TOOL_URL");
        for (ConfigKey<?> read : List.of(BASE_URL, API_KEY)) {
            ConfigurationException thrown =
                    catchThrowableOfType(ConfigurationException.class, () -> config.require(read));
            assertThat(thrown.problems()).isEqualTo(problems(config));
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString() + thrown.toMap()).doesNotContain("canary");
        }
    }

    @Test
    void aNumberOfTheEnvironmentIsHeldToTheSameBounds() {
        StoreConfig config = config(environment("TOOL_COUNT", "10", "CLOUD_KEY", "k"));
        assertThat(problems(config))
                .singleElement(STRING)
                .startsWith("tool.count ")
                .contains("TOOL_COUNT");
    }

    @Test
    void setValue_hidesAnUnusableEnvironmentValue() {
        StoreConfig config = config(
                environment("TOOL_COUNT", "many", "TOOL_URL", "nowhere"),
                "tool.count",
                "2",
                "tool.base-url",
                OWN,
                "tool.api-key",
                "k");
        assertThat(problems(config)).isEmpty();
    }

    @Test
    void aMissingRequiredTextIsAProblemAmongTheOthers() {
        StoreConfig config = StoreConfig.builder()
                .environment(Configs.NO_HOME)
                .set("tool.count", "0")
                .set("max-attempts", "many")
                .build();
        List<String> problems = problems(config);
        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).startsWith("max-attempts ");
        assertThat(problems.get(1)).startsWith("tool.api-key ");
        assertThat(problems.get(2)).startsWith("tool.team ");
        assertThat(problems.get(3)).startsWith("tool.count ");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankRequiredTextIsRefused(String blank) {
        StoreConfig config = config(environment("CLOUD_KEY", "k"), "tool.team", blank);
        assertThat(problems(config)).singleElement(STRING).startsWith("tool.team ");
        assertThat(problems(config(environment("CLOUD_KEY", "k"), "tool.team", " blue ")))
                .isEmpty();
    }
}
