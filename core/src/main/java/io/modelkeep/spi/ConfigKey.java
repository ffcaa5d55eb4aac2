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
 * A configuration key: the name of a setting, its meaning, and the parser of its text. Immutable. Methods that begin
 * with {@code with} return a changed copy.
 *
 * @param <T> the type of the parsed value
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

    private ConfigKey(Builder<T> builder) {
        this.name = builder.name;
        this.description = builder.description;
        this.type = builder.type;
        this.parser = builder.parser;
        this.defaultText = builder.defaultText;
        this.required = builder.required;
        this.secret = builder.secret;
        this.defaultReferences = List.copyOf(builder.defaultReferences);
        this.baseUrl = builder.baseUrl;
        this.documentedHosts = List.copyOf(builder.documentedHosts);
        this.environmentRule = builder.environmentRule;
    }

    private static <T> ConfigKey<T> of(String name, String description, String type, Function<String, T> parser) {
        return new Builder<>(name, description, type, parser).build();
    }

    /** Creates a key whose value is any text that is not blank. */
    public static ConfigKey<String> text(String name, String description) {
        return of(name, description, "text", ConfigTypes::text);
    }

    /** Creates a required key whose value is any text that is not blank. */
    public static ConfigKey<String> requiredText(String name, String description) {
        return new Builder<>(name, description, "text", ConfigTypes::text)
                .required()
                .build();
    }

    /** Creates a required key whose value is a name that forms one part of a path. */
    public static ConfigKey<String> requiredPathPart(String name, String description) {
        return new Builder<>(name, description, "name", ConfigTypes::pathPart)
                .required()
                .build();
    }

    /** Creates a key whose value is one of a few words. */
    public static ConfigKey<String> choice(String name, String description, List<String> words) {
        List<String> allowed = List.copyOf(words);
        return of(name, description, String.join(" or ", allowed), text -> ConfigTypes.choice(text, allowed));
    }

    /** Creates a key whose value is {@code true} or {@code false}. */
    public static ConfigKey<Boolean> bool(String name, String description) {
        return of(name, description, "true or false", ConfigTypes::bool);
    }

    /** Creates a key whose value is a whole number within bounds, both included. */
    public static ConfigKey<Integer> integer(String name, String description, int least, int most) {
        return of(name, description, "number " + least + ".." + most, text -> ConfigTypes.integer(text, least, most));
    }

    /** Creates a key whose value is a duration above zero: a whole number and ms, s, m, h or d. */
    public static ConfigKey<Duration> duration(String name, String description) {
        return of(name, description, "duration", ConfigTypes::duration);
    }

    /** Creates a key whose value is a number of bytes above zero: a whole number, optionally with KiB or MiB. */
    public static ConfigKey<Long> size(String name, String description) {
        return of(name, description, "size", ConfigTypes::size);
    }

    /** Creates a key whose value is the path of a readable file. */
    public static ConfigKey<Path> file(String name, String description) {
        return of(name, description, "file", ConfigTypes::file);
    }

    /** Creates a key whose value is the address of an HTTP proxy, without credentials. */
    public static ConfigKey<URI> proxy(String name, String description) {
        return of(name, description, "URL", ConfigTypes::proxy);
    }

    /**
     * Creates a key whose value is the base URL of the service. The URL must use https, or http on the loopback
     * interface. It must not contain user info, a query, a fragment or a link-local host.
     *
     * @param defaultUrl the documented base URL of the service
     * @param documentedHosts all hosts that the service's documentation names; default credentials are sent only to
     *     these
     */
    public static ConfigKey<URI> baseUrl(
            String name, String description, String defaultUrl, List<String> documentedHosts) {
        Builder<URI> key = new Builder<>(name, description, "URL", ConfigTypes::baseUrl);
        key.defaultText = defaultUrl;
        key.documentedHosts = documentedHosts;
        return key.build();
    }

    /**
     * Creates a required key whose value is the base URL of a service that users host themselves. The key has no
     * documented host, so default credentials are never sent there. The URL follows the rules of {@link #baseUrl}.
     */
    public static ConfigKey<URI> requiredBaseUrl(String name, String description) {
        return new Builder<>(name, description, "URL", ConfigTypes::baseUrl)
                .required()
                .build();
    }

    /**
     * Creates a required key whose value is a credential or a reference to one.
     *
     * @param defaultReferences the places to look for the credential if it is not set, in this order
     * @param baseUrl the key of the base URL to which the credential is sent; the default references are used only
     *     for its documented hosts
     */
    public static ConfigKey<Secret> secret(
            String name, String description, List<String> defaultReferences, ConfigKey<URI> baseUrl) {
        return new Builder<>(name, description, "secret", ConfigTypes::secret)
                .secret(defaultReferences, baseUrl)
                .required()
                .build();
    }

    /**
     * Creates an optional key whose value is a credential or a reference to one. Without a value, the provider sends no
     * credential. See {@link #secret} for the parameters: a default credential is never sent to a custom host.
     */
    public static ConfigKey<Secret> optionalSecret(
            String name, String description, List<String> defaultReferences, ConfigKey<URI> baseUrl) {
        return new Builder<>(name, description, "secret", ConfigTypes::secret)
                .secret(defaultReferences, baseUrl)
                .build();
    }

    /** Creates an optional key whose value is a credential or a reference to one. */
    public static ConfigKey<Secret> optionalSecret(String name, String description) {
        return new Builder<>(name, description, "secret", ConfigTypes::secret)
                .secret(List.of(), null)
                .build();
    }

    /** Returns a copy of this key with a default. */
    public ConfigKey<T> withDefault(String text) {
        Builder<T> copy = new Builder<>(this);
        copy.defaultText = text;
        return copy.build();
    }

    /**
     * Returns a copy of this key with an environment rule. If the key is not set, the rule applies before the default.
     */
    public ConfigKey<T> withEnvironment(EnvironmentRule rule) {
        Builder<T> copy = new Builder<>(this);
        copy.environmentRule = rule;
        return copy.build();
    }

    /** Returns the key's full name, such as {@code wandb-training.base-url}. */
    public String name() {
        return name;
    }

    /** Returns the meaning of the key, as half a sentence. */
    public String description() {
        return description;
    }

    /** Returns the form of the key's value, in a word or two. */
    public String type() {
        return type;
    }

    /** Returns the value that applies if the key is not set. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Returns the value that the environment gives a key that is not set. */
    public Optional<EnvironmentRule.Value> environmentValue(Map<String, String> environment) {
        return Optional.ofNullable(environmentRule).flatMap(rule -> rule.value(environment));
    }

    /** Reports whether the provider cannot be opened without this key. */
    public boolean required() {
        return required;
    }

    /** Reports whether the key's value must never be printed. */
    public boolean secret() {
        return secret;
    }

    /** Returns the places to look for a secret that is not set. */
    public List<String> defaultReferences() {
        return defaultReferences;
    }

    /** Returns the key of the base URL to which a secret is sent. */
    public Optional<ConfigKey<URI>> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /** Reports whether a base URL uses https, the default port, and a host that the service's documentation names. */
    public boolean isDocumented(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                && url.getPort() == -1
                && documentedHosts.stream().anyMatch(host -> host.equalsIgnoreCase(url.getHost()));
    }

    /**
     * Returns the environment variable that sets the key: {@code MODELKEEP_} and the key's name in capitals, with
     * {@code _} for {@code .} and {@code -}.
     */
    public String environmentName() {
        return "MODELKEEP_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Parses the text of a value.
     *
     * @throws IllegalArgumentException the text cannot be used; the message is to follow the key's name
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The fields of a key before it is created. */
    private static final class Builder<T> {

        private final String name;
        private final String description;
        private final String type;
        private final Function<String, T> parser;
        private @Nullable String defaultText;
        private boolean required;
        private boolean secret;
        private List<String> defaultReferences = List.of();
        private @Nullable ConfigKey<URI> baseUrl;
        private List<String> documentedHosts = List.of();
        private @Nullable EnvironmentRule environmentRule;

        Builder(String name, String description, String type, Function<String, T> parser) {
            this.name = name;
            this.description = description;
            this.type = type;
            this.parser = parser;
        }

        Builder(ConfigKey<T> key) {
            this(key.name, key.description, key.type, key.parser);
            this.defaultText = key.defaultText;
            this.required = key.required;
            this.secret = key.secret;
            this.defaultReferences = key.defaultReferences;
            this.baseUrl = key.baseUrl;
            this.documentedHosts = key.documentedHosts;
            this.environmentRule = key.environmentRule;
        }

        Builder<T> required() {
            this.required = true;
            return this;
        }

        Builder<T> secret(List<String> references, @Nullable ConfigKey<URI> sentTo) {
            this.secret = true;
            this.defaultReferences = references;
            this.baseUrl = sentTo;
            return this;
        }

        ConfigKey<T> build() {
            return new ConfigKey<>(this);
        }
    }
}
