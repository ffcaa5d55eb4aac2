package io.modelkeep.testkit.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProviders;
import io.modelkeep.testkit.internal.network.TrapServer;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.ImpostorLoader;
import io.modelkeep.testkit.internal.support.PlainCall;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import io.modelkeep.testkit.internal.support.PropertyDump;
import io.modelkeep.testkit.internal.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The attack rows about opening a client: keys, configurations, providers, and settings of the process. */
final class OpeningRows {

    private static final String CANARY = "canary";

    private OpeningRows() {}

    static List<Clause> all() {
        return List.of(
                keyed("S4", "a key that would break a header is refused and not shown", OpeningRows::brokenKeys)
                        .onTheWire(),
                Clause.of(
                                "S16",
                                "open: two providers with the same name are refused",
                                context -> impostor(context, false))
                        .onTheWire(),
                Clause.of(
                                "S16",
                                "open: a foreign class under a reserved provider name is refused",
                                context -> impostor(context, true))
                        .when(
                                "a reserved provider name",
                                fixture -> StoreProviders.isReserved(
                                        Settings.of(fixture).name()))
                        .onTheWire(),
                keyed("S18", "no serialized form of the configuration contains the key", OpeningRows::serialised)
                        .onTheWire(),
                Clause.of(
                                "S20",
                                "call: proxy settings of the process and its environment are not used",
                                OpeningRows::withProxiesAround)
                        .onTheWire());
    }

    private static Clause keyed(String id, String about, Clause.Proof proof) {
        return Clause.of(id, "open: " + about, proof)
                .when("a credential", fixture -> !Settings.of(fixture).secrets().isEmpty());
    }

    private static void brokenKeys(ContractContext context) throws IOException {
        Settings settings = Settings.of(context.fixture());
        Path file = Files.createTempFile("modelkeep-contract", ".key");
        try {
            for (String broken : brokenTexts()) {
                Files.writeString(file, broken);
                for (ConfigKey<?> key : settings.secrets()) {
                    Map<String, String> environment = Map.of("CONTRACT_KEY", broken);
                    for (String given : List.of(broken, "env:CONTRACT_KEY", "file:" + file)) {
                        StoreConfig config = settings.without(context, List.of(key), environment)
                                .set(key.name(), given)
                                .build();
                        assertThat(settings.problems(context, config))
                                .as(
                                        "a key with U+%04X, given as %s",
                                        (int) odd(broken), given.replace(broken, "itself"))
                                .hasSize(1)
                                .allMatch(problem -> problem.contains(key.name()) && !problem.contains(CANARY));
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Returns keys with one character that no header may contain: at the start, in the middle and at the end. */
    private static List<String> brokenTexts() {
        List<String> broken = new ArrayList<>();
        StringBuilder odd =
                new StringBuilder(" \u007f\u0080\u0085\u00a0\u00ad\u00ff\u0131\u200b\u2028\u2029\ufeff\uff0d");
        for (char control = 0; control < ' '; control++) {
            odd.append(control);
        }
        odd.chars().forEach(c -> {
            broken.add((char) c + CANARY);
            broken.add(CANARY + (char) c + "X-Evil: 1");
            // A line break at the end of a key file is common, and is removed.
            broken.add(CANARY + (char) c + (c == '\n' ? "\n" : ""));
        });
        return broken;
    }

    private static char odd(String broken) {
        return (char)
                broken.chars().filter(c -> c <= ' ' || c > '~').findFirst().orElseThrow();
    }

    /**
     * Opens the client with a jar that registers a provider of the same name, next to the original or instead of it.
     */
    private static void impostor(ContractContext context, boolean alone) throws IOException {
        String name = Settings.of(context.fixture()).name();
        StoreConfig config = context.config(Map.of()).build();
        try (Folder jar = Folder.fresh()) {
            ImpostorLoader loader = ImpostorLoader.of(jar, name, alone);
            Throwable thrown = catchThrowable(() -> context.keep(ModelkeepClient.open(config, loader)));
            assertThat(thrown).isInstanceOf(ConfigurationException.class);
            assertThat(((ConfigurationException) thrown).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem).contains(name, ImpostorLoader.CLASS));
        }
        assertThat(context.requests()).isEmpty();
    }

    private static void serialised(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        StoreConfig config = context.config(Map.of()).build();
        Map<String, String> environment = new HashMap<>();
        StoreConfig.Builder referring = settings.without(context, settings.secrets(), environment);
        for (ConfigKey<?> key : settings.secrets()) {
            environment.put(key.environmentName(), settings.literal(key));
            referring.set(key.name(), "env:" + key.environmentName());
        }
        StoreConfig references = referring.environment(environment).build();
        List<Object> all = new ArrayList<>(List.of(config, references, context.client(), context.openMore(references)));
        all.addAll(List.of(context.models(), context.checkpoints()));
        for (ConfigKey<?> key : settings.secrets()) {
            all.add(key);
            config.get(key).ifPresent(all::add);
            references.get(key).ifPresent(all::add);
        }
        for (ConfigKey<?> key : settings.secrets()) {
            String secret = settings.literal(key);
            assertThat(all)
                    .allSatisfy(one -> assertThat(PrintedOutput.serialised(one) + PropertyDump.text(one) + one)
                            .as("%s", one.getClass())
                            .doesNotContain(secret));
        }
        assertThat(context.requests()).isEmpty();
    }

    private static void withProxiesAround(ContractContext context) throws Exception {
        TrapServer proxy = TrapServer.open();
        String port = Integer.toString(proxy.uri().getPort());
        Properties before = System.getProperties();
        Properties changed = new Properties();
        changed.putAll(before);
        for (String scheme : List.of("http", "https", "ftp")) {
            changed.setProperty(scheme + ".proxyHost", "127.0.0.1");
            changed.setProperty(scheme + ".proxyPort", port);
        }
        changed.setProperty("socksProxyHost", "127.0.0.1");
        changed.setProperty("socksProxyPort", port);
        // By default the loopback interface is exempt from proxies, so the row would pass without this setting.
        changed.setProperty("http.nonProxyHosts", "");
        changed.setProperty("socksNonProxyHosts", "");
        Map<String, String> environment = new HashMap<>();
        for (String variable :
                List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")) {
            environment.put(variable, proxy.uri().toString());
        }
        System.setProperties(changed);
        try {
            StoreConfig config = context.config(Map.of("max-attempts", "1", "connect-timeout", "2s"))
                    .environment(environment)
                    .build();
            assertThat(PlainCall.prepared(context).apply(context.openMore(config)))
                    .isNotNull();
        } finally {
            System.setProperties(before);
        }
        proxy.check();
        assertThat(context.requests()).isNotEmpty();
        assertThat(context.listener().attempted()).hasSameSizeAs(context.requests());
    }
}
