package io.modelkeep.spi;

import io.modelkeep.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name, what it means, and how its text is read. Immutable; methods that begin with {@code with} return a
 * changed copy.
 *
 * @param <T> what the text stands for
 */
public final class ConfigKey<T> {

    private final String name;
    private final String description;
    private final String type;
    private final Function<String, T> parser;
    private final @Nullable String defaultText;
    private final boolean required;
    private final boolean secret;
    private final List<String> defaultReferences;
    private final @Nullable ConfigKey<URI> baseUrl;
    private final List<String> documentedHosts;
    private final @Nullable EnvironmentRule environmentRule;

    private ConfigKey(
            String name,
            String description,
            String type,
            Function<String, T> parser,
            @Nullable String defaultText,
            boolean required,
            boolean secret,
            List<String> defaultReferences,
            @Nullable ConfigKey<URI> baseUrl,
            List<String> documentedHosts,
            @Nullable EnvironmentRule environmentRule) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.parser = parser;
        this.defaultText = defaultText;
        this.required = required;
        this.secret = secret;
        this.defaultReferences = defaultReferences;
        this.baseUrl = baseUrl;
        this.documentedHosts = documentedHosts;
        this.environmentRule = environmentRule;
    }

    private static <T> ConfigKey<T> of(String name, String description, String type, Function<String, T> parser) {
        return new ConfigKey<>(name, description, type, parser, null, false, false, List.of(), null, List.of(), null);
    }

    /** A key whose value is any text that is not blank. */
    public static ConfigKey<String> text(String name, String description) {
        return of(name, description, "text", ConfigTypes::text);
    }

    /** A key that must be set, to any text that is not blank. */
    public static ConfigKey<String> requiredText(String name, String description) {
        return new ConfigKey<>(
                name, description, "text", ConfigTypes::text, null, true, false, List.of(), null, List.of(), null);
    }

    /** A key that must be set, to a name that stands in a path as one part of it. */
    public static ConfigKey<String> requiredPathPart(String name, String description) {
        return new ConfigKey<>(
                name, description, "name", ConfigTypes::pathPart, null, true, false, List.of(), null, List.of(), null);
    }

    /** A key whose value is one of a few words. */
    public static ConfigKey<String> choice(String name, String description, List<String> words) {
        List<String> allowed = List.copyOf(words);
        return of(name, description, String.join(" or ", allowed), text -> ConfigTypes.choice(text, allowed));
    }

    /** A key whose value is a whole number within bounds, both included. */
    public static ConfigKey<Integer> integer(String name, String description, int least, int most) {
        return of(name, description, "number " + least + ".." + most, text -> ConfigTypes.integer(text, least, most));
    }

    /** A key whose value is a time span above zero: a whole number and ms, s, m, h or d. */
    public static ConfigKey<Duration> duration(String name, String description) {
        return of(name, description, "duration", ConfigTypes::duration);
    }

    /** A key whose value is a number of bytes above zero: a whole number, and KiB or MiB. */
    public static ConfigKey<Long> size(String name, String description) {
        return of(name, description, "size", ConfigTypes::size);
    }

    /** A key whose value is the path of a file that can be read. */
    public static ConfigKey<Path> file(String name, String description) {
        return of(name, description, "file", ConfigTypes::file);
    }

    /** A key whose value is the address of an HTTP proxy, without credentials. */
    public static ConfigKey<URI> proxy(String name, String description) {
        return of(name, description, "URL", ConfigTypes::proxy);
    }

    /**
     * A key whose value is where the service answers: https, or http on the loopback interface; no user info, query, fragment
     * or link-local host.
     *
     * @param defaultUrl where the service is documented to answer
     * @param documentedHosts all hosts that its documentation names; default credentials are sent to these alone
     */
    public static ConfigKey<URI> baseUrl(
            String name, String description, String defaultUrl, List<String> documentedHosts) {
        return new ConfigKey<>(
                name,
                description,
                "URL",
                ConfigTypes::baseUrl,
                defaultUrl,
                false,
                false,
                List.of(),
                null,
                List.copyOf(documentedHosts),
                null);
    }

    /**
     * A required key whose value is a credential or a reference to one.
     *
     * @param defaultReferences where to look when it is not set, in this order
     * @param baseUrl the key that says where the credential is sent: the defaults serve its documented hosts alone
     */
    public static ConfigKey<Secret> secret(
            String name, String description, List<String> defaultReferences, ConfigKey<URI> baseUrl) {
        return new ConfigKey<>(
                name,
                description,
                "secret",
                ConfigTypes::secret,
                null,
                true,
                true,
                List.copyOf(defaultReferences),
                baseUrl,
                List.of(),
                null);
    }

    /** A key that may be left out, and whose value is a credential or a reference to one. */
    public static ConfigKey<Secret> optionalSecret(String name, String description) {
        return new ConfigKey<>(
                name, description, "secret", ConfigTypes::secret, null, false, true, List.of(), null, List.of(), null);
    }

    /** The same key with a default. */
    public ConfigKey<T> withDefault(String text) {
        return new ConfigKey<>(
                name,
                description,
                type,
                parser,
                text,
                required,
                secret,
                defaultReferences,
                baseUrl,
                documentedHosts,
                environmentRule);
    }

    /** The same key with a value from the environment where it is not set, before its default. */
    public ConfigKey<T> withEnvironment(EnvironmentRule rule) {
        return new ConfigKey<>(
                name,
                description,
                type,
                parser,
                defaultText,
                required,
                secret,
                defaultReferences,
                baseUrl,
                documentedHosts,
                rule);
    }

    /** The key's full name, such as {@code wandb-training.base-url}. */
    public String name() {
        return name;
    }

    /** What it means, as half a sentence. */
    public String description() {
        return description;
    }

    /** The form of its value, in a word or two. */
    public String type() {
        return type;
    }

    /** The value it has when it is not set. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** The value that the environment gives it where it is not set. */
    public Optional<EnvironmentRule.Value> environmentValue(Map<String, String> environment) {
        return Optional.ofNullable(environmentRule).flatMap(rule -> rule.value(environment));
    }

    /** Whether the provider cannot be opened without it. */
    public boolean required() {
        return required;
    }

    /** Whether its value must never be printed. */
    public boolean secret() {
        return secret;
    }

    /** Where a secret is looked for when it is not set. */
    public List<String> defaultReferences() {
        return defaultReferences;
    }

    /** Where a secret is sent. */
    public Optional<ConfigKey<URI>> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /** Whether a base URL leads to a host that the service's documentation names. */
    public boolean isDocumented(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                && url.getPort() == -1
                && documentedHosts.stream().anyMatch(host -> host.equalsIgnoreCase(url.getHost()));
    }

    /** The environment variable that sets it: {@code MODELKEEP_} and its name in capitals, with {@code _}. */
    public String environmentName() {
        return "MODELKEEP_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * What a text stands for.
     *
     * @throws IllegalArgumentException the text cannot be used; the message stands behind the key's name
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
