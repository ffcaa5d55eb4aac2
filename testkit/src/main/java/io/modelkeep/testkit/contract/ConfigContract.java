package io.modelkeep.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.internal.clause.AccountClauses;
import io.modelkeep.testkit.internal.clause.AddressClauses;
import io.modelkeep.testkit.internal.clause.SecretClauses;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The contract of every provider's configuration, as tests. See {@link CheckpointStoreContract} for an example. */
public abstract non-sealed class ConfigContract extends Contract {

    /** Creates the contract for a subclass, which JUnit instantiates. */
    protected ConfigContract() {}

    @Override
    final List<Clause> allClauses() {
        return clauses();
    }

    static List<Clause> clauses() {
        return Stream.of(own(), AccountClauses.all(), SecretClauses.all(), AddressClauses.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Clause> own() {
        return List.of(
                Clause.of("K1", "all problems are reported at once", ConfigContract::allAtOnce),
                Clause.of(
                                "K2",
                                "an unknown key of the provider is a problem that names the most similar key",
                                ConfigContract::suggestion)
                        .when(
                                "keys of the provider",
                                fixture -> !Settings.of(fixture).own().isEmpty()),
                Clause.of("K3", "keys of other providers are ignored", ConfigContract::otherProviders),
                Clause.of("K4", "every missing required key is named", ConfigContract::missing)
                        .when(
                                "required keys",
                                fixture -> !Settings.of(fixture).required().isEmpty()),
                Clause.of(
                        "K5",
                        "invalid durations, sizes, numbers and files are named by their key",
                        ConfigContract::unusable),
                Clause.of(
                        "K6",
                        "a provider name that is blank or not installed is a problem",
                        ConfigContract::unknownProvider),
                Clause.of("K7", "the provider's keys begin with its name and have a description", ConfigContract::keys)
                        .when(
                                "keys of the provider",
                                fixture -> !Settings.of(fixture).own().isEmpty()),
                Clause.of("K8", "every key can be set by its environment variable", ConfigContract::environment),
                Clause.of("K9", "opening and closing a client sends no request", ConfigContract::opensInSilence)
                        .onTheWire());
    }

    private static void allAtOnce(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        Map<String, String> wrong = new HashMap<>();
        wrong.put(settings.name() + ".no-such-key-anywhere", "1");
        wrong.put("max-attempts", "many");
        wrong.put("request-timeout", "soon");
        List<String> problems = settings.problems(context, wrong);
        assertThat(problems).hasSize(3);
        wrong.keySet().forEach(key -> assertThat(problems).anyMatch(problem -> problem.contains(key)));
    }

    private static void suggestion(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> key : settings.own()) {
            String typed = key.name().substring(0, key.name().length() - 1);
            assertThat(settings.problems(context, Map.of(typed, "1")))
                    .as(typed)
                    .anyMatch(problem -> problem.contains(key.name()));
        }
    }

    private static void otherProviders(ContractContext context) {
        Map<String, String> both = Map.of("some-other-service.api-key", "1", "some-other-service.base-url", "nowhere");
        assertThat(context.openMore(context.config(both).build()).provider())
                .isEqualTo(context.client().provider());
    }

    private static void missing(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        List<String> problems = settings.problemsWithout(context, settings.required());
        for (ConfigKey<?> key : settings.required()) {
            assertThat(problems).anyMatch(problem -> problem.contains(key.name()));
            assertThat(settings.problemsWithout(context, List.of(key)))
                    .as("without " + key)
                    .hasSize(1)
                    .allMatch(problem -> problem.contains(key.name()));
        }
    }

    private static void unusable(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        Map<String, List<String>> wrong = new HashMap<>();
        List<String> durations = List.of("", "soon", "-5s", "0s", "5", "5 parsecs", "999999999999d", "1e3s", "1.5s");
        wrong.put("request-timeout", durations);
        wrong.put("call-timeout", durations);
        wrong.put("connect-timeout", durations);
        wrong.put("max-retry-delay", durations);
        wrong.put("max-attempts", List.of("", "0", "11", "many", "1.5", "-1", "99999999999"));
        wrong.put("max-concurrency", List.of("", "0", "257", "many"));
        wrong.put("max-response-size", List.of("", "0", "-1", "8GiB", "big", "99999999999999999999"));
        wrong.put("proxy", List.of("", "nowhere", "http://user:word@localhost:1", "socks://localhost:1"));
        wrong.put("trust-store", List.of("", "no-such-file-anywhere.pem"));
        settings.own().stream()
                .filter(key -> key.type().startsWith("number"))
                .forEach(key -> wrong.put(key.name(), List.of("", "many", "1.5", "-1", "99999999999")));
        wrong.forEach((key, values) ->
                values.forEach(value -> assertThat(settings.problems(context, Map.of(key, value)))
                        .as("%s=%s", key, value)
                        .hasSize(1)
                        .allMatch(problem -> problem.contains(key))));
    }

    private static void unknownProvider(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        assertThat(settings.problems(context, Map.of("provider", "no-such-provider")))
                .hasSize(1);
        assertThat(settings.problems(context, Map.of("provider", " "))).hasSize(1);
    }

    private static void keys(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        List<String> variables = new ArrayList<>();
        for (ConfigKey<?> key : settings.own()) {
            assertThat(key.name()).startsWith(settings.name() + ".");
            assertThat(key.name()).matches("[a-z0-9-]+(\\.[a-z0-9-]+)+");
            assertThat(key.description()).isNotBlank();
            key.defaultText().ifPresent(text -> assertThat(key.parse(text)).isNotNull());
            variables.add(key.environmentName());
        }
        assertThat(variables).doesNotHaveDuplicates();
    }

    private static void environment(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        Map<String, String> variables = new HashMap<>();
        context.fixture().config().forEach((key, value) -> variables.put(variable(key), value));
        var config = settings.empty(context, variables).fromEnvironment(settings.all());
        assertThat(context.openMore(config.build()).provider()).isEqualTo(settings.name());
    }

    private static String variable(String key) {
        return "MODELKEEP_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static void opensInSilence(ContractContext context) {
        context.openMore(context.config(Map.of()).build()).close();
        assertThat(context.requests()).isEmpty();
    }
}
