package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clauses about the addresses that credentials may be sent to. */
public final class AddressClauses {

    private AddressClauses() {}

    public static List<Clause> all() {
        return List.of(
                address("K30", "a base URL that is unusable or would leak the key is refused", AddressClauses::refused),
                address(
                        "K31",
                        "a refused base URL is reported without its user info, query or fragment",
                        AddressClauses::notShown),
                address("K32", "default credentials are not used for a custom base URL", AddressClauses::defaultsStay),
                address(
                        "K33",
                        "default credentials are used for the documented address",
                        AddressClauses::defaultsServe),
                address("K34", "a netrc reference uses the entry of the host that it names", AddressClauses::netrc));
    }

    private static Clause address(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof)
                .when("a base URL", fixture -> !Settings.of(fixture).baseUrls().isEmpty());
    }

    private static void refused(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        List<String> wrong = List.of(
                "",
                " ",
                "nowhere",
                "https://",
                "//example.com",
                "ftp://example.com",
                "file:///example",
                "http://example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "https://example.com?a=b",
                "https://example.com#a",
                "https://example.com:0",
                "https://example.com:99999",
                "https://169.254.169.254",
                "http://169.254.169.254/latest",
                "https://[fe80::1]/",
                "https://[::ffff:169.254.169.254]",
                "https://2852039166",
                "https://0xa9fea9fe",
                "http://0.0.0.0",
                "http://[::2]",
                "https://user:word@example.com",
                "https://example.com\\@example.org",
                "https://example.com/%2e%2e/b",
                "https://exa mple.com",
                "https://example.com/a/../b");
        for (ConfigKey<URI> key : settings.baseUrls()) {
            for (String url : wrong) {
                assertThat(settings.problems(context, Map.of(key.name(), url)))
                        .as(url)
                        .isNotEmpty()
                        .anyMatch(problem -> problem.contains(key.name()));
            }
        }
    }

    private static void notShown(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        List<String> wrong = List.of(
                "https://canary:canary@example.com",
                "https://canary@example.com",
                "https://example.com?key=canary",
                "https://example.com#canary");
        for (ConfigKey<URI> key : settings.baseUrls()) {
            for (String url : wrong) {
                assertThat(settings.problems(context, Map.of(key.name(), url)))
                        .as(url)
                        .isNotEmpty()
                        .noneMatch(problem -> problem.contains("canary"));
            }
        }
    }

    private static void defaultsStay(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> secret : settings.secrets()) {
            StoreConfig config =
                    settings.without(context, List.of(secret), defaults(secret)).build();
            if (secret.required()) {
                assertThat(settings.problems(context, config))
                        .hasSize(1)
                        .allMatch(problem -> problem.contains(secret.name()));
            } else {
                context.openMore(config).close();
                assertThat(config.get(secret)).isEmpty();
            }
        }
    }

    private static void defaultsServe(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> secret : settings.secrets()) {
            Map<String, String> environment = defaults(secret);
            boolean hasDefaultUrl =
                    secret.baseUrl().flatMap(ConfigKey::defaultText).isPresent();
            if (!environment.isEmpty() && hasDefaultUrl) {
                List<ConfigKey<?>> left = List.of(secret, secret.baseUrl().orElseThrow());
                StoreConfig config =
                        settings.without(context, left, environment).build();
                context.openMore(config).close();
                assertThat(config.get(secret)).isPresent();
            }
        }
    }

    private static void netrc(ContractContext context) throws IOException {
        Settings settings = Settings.of(context.fixture());
        Path file = Files.createTempFile("modelkeep-contract", ".netrc");
        try {
            for (ConfigKey<?> secret : settings.secrets()) {
                Files.writeString(
                        file,
                        "machine other.example login me password wrong\nmachine contract.example login me password "
                                + settings.literal(secret) + "\n");
                StoreConfig config = settings.without(context, List.of(secret), Map.of("NETRC", file.toString()))
                        .set(secret.name(), "netrc:contract.example")
                        .build();
                context.openMore(config).close();
                assertThat(config.get(secret)).isPresent();
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Returns an environment that sets every variable used as a default source of a credential. */
    private static Map<String, String> defaults(ConfigKey<?> secret) {
        Map<String, String> environment = new HashMap<>();
        secret.defaultReferences().stream()
                .filter(reference -> reference.startsWith("env:"))
                .forEach(reference -> environment.put(reference.substring("env:".length()), "a-default-credential"));
        return environment;
    }
}
