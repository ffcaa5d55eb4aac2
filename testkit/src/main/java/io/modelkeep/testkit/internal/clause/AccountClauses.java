package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The clauses about the origin and the account of a client. A record of ids is only valid for one origin and account.
 */
public final class AccountClauses {

    /** The last part of the keys that choose an account, or a part of one. */
    private static final Set<String> CHOOSING = Set.of("entity", "project", "team", "scope");

    private AccountClauses() {}

    public static List<Clause> all() {
        return List.of(
                Clause.of(
                        "K10",
                        "the origin is the address that requests go to, without a path or a credential",
                        AccountClauses::origin),
                Clause.of(
                        "K11",
                        "the account consists of unchanged settings, without a credential, and is immutable",
                        AccountClauses::account),
                Clause.of(
                                "K12",
                                "a client with a different account setting reports a different account",
                                AccountClauses::anotherAccount)
                        .when("settings that choose an account", AccountClauses::hasAccounts));
    }

    private static void origin(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        StoreConfig config = context.config(Map.of()).build();
        String told = context.client().origin();
        URI origin = URI.create(told);
        assertThat(origin.getScheme()).isNotBlank();
        assertThat(origin.getRawAuthority()).isNotBlank().doesNotContain("@");
        assertThat(told).isEqualTo(origin.getScheme() + "://" + origin.getRawAuthority());
        settings.secrets().forEach(key -> assertThat(told).doesNotContain(settings.literal(key)));
        settings.baseUrls().forEach(key -> assertThat(told).isEqualTo(originOf(config.require(key))));
    }

    private static String originOf(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() == -1 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + url.getPort());
    }

    private static void account(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        StoreConfig config = context.config(Map.of()).build();
        Map<String, String> told = context.client().account();
        told.forEach((word, value) -> {
            ConfigKey<?> key = key(settings, word);
            assertThat(key.secret()).as("%s is a credential", key).isFalse();
            assertThat(String.valueOf(config.require(key))).as(key.name()).isEqualTo(value);
        });
        settings.secrets().forEach(key -> assertThat(told.toString()).doesNotContain(settings.literal(key)));
        assertThatThrownBy(() -> told.put("entity", "changed")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(context.client().account()).isEqualTo(told);
    }

    private static void anotherAccount(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        Map<String, String> one = context.client().account();
        for (ConfigKey<?> key : choosing(settings)) {
            String word = key.name().substring(settings.name().length() + 1);
            String value = another(key, String.valueOf(one.get(word)));
            ModelkeepClient other =
                    context.openMore(context.config(Map.of(key.name(), value)).build());
            assertThat(other.account())
                    .as(key.name())
                    .containsEntry(word, value)
                    .isNotEqualTo(one);
        }
    }

    /** Returns a different value for a key: another of the values that it accepts, or any name. */
    private static String another(ConfigKey<?> key, String value) {
        List<String> words = Arrays.asList(key.type().split(" or ", -1));
        return words.size() == 1
                ? "another"
                : words.stream().filter(word -> !word.equals(value)).findFirst().orElseThrow();
    }

    private static boolean hasAccounts(StoreFixture fixture) {
        return !choosing(Settings.of(fixture)).isEmpty();
    }

    private static List<ConfigKey<?>> choosing(Settings settings) {
        return settings.own().stream()
                .filter(key ->
                        CHOOSING.contains(key.name().substring(settings.name().length() + 1)))
                .toList();
    }

    private static ConfigKey<?> key(Settings settings, String word) {
        String name = settings.name() + "." + word;
        return settings.own().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not a setting"));
    }
}
