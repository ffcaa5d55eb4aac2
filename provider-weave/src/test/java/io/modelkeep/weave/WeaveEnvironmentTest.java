package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.spi.EnvironmentRule.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the environment says that the trace server is, and which key goes there: as with the official client. */
class WeaveEnvironmentTest {

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null && !value.isEmpty()) {
            environment.put(name, value);
        }
    }

    /** The base URL, and the host beside which its key stands in a netrc file. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // WF_TRACE_SERVER_URL, WANDB_PUBLIC_BASE_URL, WANDB_BASE_URL, the server, the netrc host
                "-, -, -, -, -",
                "-, -, https://api.wandb.ai, -, -",
                "-, -, https://api.wandb.ai/, -, -",
                "-, -, https://acme.wandb.io, https://acme.wandb.io/traces, acme.wandb.io",
                "-, -, https://acme.wandb.io/, https://acme.wandb.io/traces, acme.wandb.io",
                "-, -, https://acme.wandb.io//, https://acme.wandb.io/traces, acme.wandb.io",
                "-, -, https://acme.example/wandb, https://acme.example/wandb/traces, acme.example",
                "-, -, http://localhost:8080, http://localhost:8080/traces, localhost",
                "-, https://public.example, https://acme.wandb.io, https://public.example/traces, public.example",
                "-, https://api.wandb.ai, https://acme.wandb.io, -, -",
                "-, ' ', https://acme.wandb.io, https://acme.wandb.io/traces, acme.wandb.io",
                "https://trace.acme.example, -, -, https://trace.acme.example, trace.acme.example",
                "https://trace.acme.example/x/, -, -, https://trace.acme.example/x, trace.acme.example",
                "https://trace.wandb.ai, -, -, https://trace.wandb.ai, api.wandb.ai",
                "https://TRACE.wandb.ai, -, -, https://TRACE.wandb.ai, api.wandb.ai",
                "https://trace.acme.example, -, https://acme.wandb.io, https://trace.acme.example, acme.wandb.io",
                // A key of the public W&B goes to no other server, and no other key to that of the public W&B.
                "https://trace.acme.example, -, https://api.wandb.ai, https://trace.acme.example, trace.acme.example",
                "https://trace.wandb.ai, -, https://acme.wandb.io, https://trace.wandb.ai, api.wandb.ai",
                "https://trace.wandb.ai.acme.example, -, -, https://trace.wandb.ai.acme.example, trace.wandb.ai.acme.example",
            })
    void theRulesOfTheOfficialClient(String server, String publicUrl, String url, String expected, String netrc) {
        Map<String, String> environment = new HashMap<>();
        put(environment, "WF_TRACE_SERVER_URL", server);
        put(environment, "WANDB_PUBLIC_BASE_URL", publicUrl);
        put(environment, "WANDB_BASE_URL", url);
        if (expected == null) {
            assertThat(new WeaveEnvironment().value(environment)).isEmpty();
        } else {
            Value value = new WeaveEnvironment().value(environment).orElseThrow();
            assertThat(value.text()).isEqualTo(expected);
            assertThat(value.credentials()).containsExactly("env:WANDB_API_KEY", "netrc:" + netrc);
        }
    }

    private static StoreConfig.Builder config(Map<String, String> environment) {
        return StoreConfig.builder()
                .environment(environment)
                .set("provider", "weave")
                .set("weave.entity", WeaveRun.ENTITY)
                .set("weave.project", WeaveRun.PROJECT);
    }

    private static void assertLists(WeaveSimulator simulator, StoreConfig config) {
        simulator.addModel(
                WeaveRun.ENTITY, WeaveRun.PROJECT, "m" + simulator.exchanges().size());
        try (ModelkeepClient stores = ModelkeepClient.open(config)) {
            assertThat(stores.models().list(PageRequest.first()).items()).isNotEmpty();
        }
    }

    private static Path netrc(Path directory, String machine, String key) {
        try {
            return Files.writeString(
                    directory.resolve("netrc"), "machine " + machine + "\n  login user\n  password " + key + "\n");
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    @Test
    void aSelfManagedServerIsFoundWithoutALineOfConfiguration(@TempDir Path directory) {
        try (WeaveSimulator simulator =
                WeaveSimulator.builder().basePath("/traces").start()) {
            URI wandb = simulator.baseUrl().resolve("/");
            Path netrc = netrc(directory, "127.0.0.1", simulator.apiKey());
            assertLists(
                    simulator,
                    config(Map.of("WANDB_BASE_URL", wandb.toString(), "WANDB_API_KEY", simulator.apiKey()))
                            .build());
            assertLists(
                    simulator,
                    config(Map.of("WANDB_BASE_URL", wandb.toString(), "NETRC", netrc.toString()))
                            .build());
            assertLists(
                    simulator,
                    config(Map.of(
                                    "WF_TRACE_SERVER_URL",
                                    simulator.baseUrl().toString(),
                                    "WANDB_API_KEY",
                                    simulator.apiKey()))
                            .build());
        }
    }

    @Test
    void theConfiguredBaseUrlIsTheServerItselfWhateverTheEnvironmentSays() {
        try (WeaveSimulator simulator = WeaveSimulator.start()) {
            assertLists(
                    simulator,
                    config(Map.of(
                                    "WANDB_BASE_URL",
                                    "https://acme.wandb.io",
                                    "WF_TRACE_SERVER_URL",
                                    "https://b.example"))
                            .set("weave.base-url", simulator.baseUrl().toString())
                            .set("weave.api-key", simulator.apiKey())
                            .build());
            assertThat(simulator.exchanges())
                    .allMatch(exchange -> exchange.path().equals("/objs/query"));
        }
    }

    /** A configured base URL that is nobody's documented one takes no key but its own. */
    @ParameterizedTest
    @ValueSource(strings = {"https://trace.acme.example", "https://trace.wandb.ai:8443", "https://api.wandb.ai"})
    void theKeyOfTheEnvironmentServesNoConfiguredHostOfOnesOwn(String url, @TempDir Path directory) {
        Path netrc = netrc(directory, "api.wandb.ai", "0123456789abcdef");
        StoreConfig config = config(Map.of("WANDB_API_KEY", "0123456789abcdef", "NETRC", netrc.toString()))
                .set("weave.base-url", url)
                .build();
        assertThatThrownBy(() -> ModelkeepClient.open(config))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "WF_TRACE_SERVER_URL, https://trace.acme.example, api.wandb.ai",
        "WF_TRACE_SERVER_URL, https://trace.wandb.ai, acme.wandb.io",
        "WANDB_BASE_URL, https://acme.wandb.io, api.wandb.ai",
        "WANDB_BASE_URL, https://api.wandb.ai, acme.wandb.io",
    })
    void aNetrcKeyOfOneHostGoesToNoOther(String variable, String url, String machine, @TempDir Path directory) {
        Path netrc = netrc(directory, machine, "0123456789abcdef");
        StoreConfig config =
                config(Map.of(variable, url, "NETRC", netrc.toString())).build();
        assertThatThrownBy(() -> ModelkeepClient.open(config)).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "netrc"})
    void theKeyOfTheEnvironmentServesThePublishedServer(String from, @TempDir Path directory) {
        Path netrc = netrc(directory, from.equals("netrc") ? "api.wandb.ai" : "none", "0123456789abcdef");
        Map<String, String> environment = new HashMap<>(Map.of("NETRC", netrc.toString()));
        if (from.equals("env")) {
            environment.put("WANDB_API_KEY", "0123456789abcdef");
        }
        for (String url : List.of("", "https://trace.wandb.ai", "https://trace.wandb.ai/")) {
            StoreConfig.Builder config = config(environment);
            try (ModelkeepClient stores = ModelkeepClient.open(
                    url.isEmpty()
                            ? config.build()
                            : config.set("weave.base-url", url).build())) {
                assertThat(stores.provider()).isEqualTo("weave");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://acme.wandb.io", "https://u:p@acme.wandb.io", "https://169.254.1.1", "not a url"})
    void unusableAddress_isReportedWithItsVariable(String url) {
        StoreConfig config = config(Map.of("WANDB_BASE_URL", url, "WANDB_API_KEY", "0123456789abcdef"))
                .build();
        assertThatThrownBy(() -> ModelkeepClient.open(config))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .anySatisfy(problem -> assertThat(problem)
                                        .contains("WANDB_BASE_URL")
                                        .doesNotContain("u:p")));
    }
}
