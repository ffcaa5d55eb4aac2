package io.modelkeep.config;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.internal.config.ConfigParser;
import io.modelkeep.internal.config.ConfigValidator;
import io.modelkeep.internal.config.ListenerGroup;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.InputFile;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A configuration of a client: the provider's name, its settings as flat text keys, and the objects that only code can
 * set. Immutable.
 *
 * <p>A secret value is a reference ({@code env:NAME}, {@code file:PATH}, {@code netrc:HOST}) or a literal. Neither is
 * ever printed. The keys are listed in {@code docs/configuration.md}.
 */
public final class StoreConfig {

    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final StoreListener listener;
    private final Clock clock;
    private final TimeSource timeSource;
    private final UnaryOperator<Runnable> contextPropagation;

    private StoreConfig(Builder builder) {
        this.values = Map.copyOf(builder.values);
        this.environment = builder.environment.entrySet().stream()
                .filter(variable -> !variable.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.listener = ListenerGroup.of(builder.listeners);
        this.clock = builder.clock;
        this.timeSource = builder.timeSource;
        this.contextPropagation = builder.contextPropagation;
    }

    /** Creates a configuration from settings alone. */
    public static StoreConfig of(Map<String, String> values) {
        return builder().settings(values).build();
    }

    /** Creates an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the provider's name.
     *
     * @throws ConfigurationException the key {@code provider} is missing
     */
    public String provider() {
        String name = values.get("provider");
        if (name == null || name.isBlank()) {
            throw new ConfigurationException(
                    List.of("provider is missing; set it to a provider's name, such as wandb-training"));
        }
        return name.strip();
    }

    /**
     * Returns the value of a key, or its default. The result is empty if the key has neither.
     *
     * @throws ConfigurationException the value cannot be used; not thrown for a configuration that {@link
     *     ModelkeepClient#open(StoreConfig)} accepted
     */
    public <T> Optional<T> get(ConfigKey<T> key) {
        return new ConfigParser(values, environment).get(key);
    }

    /**
     * Returns the value of a key that has a default or is required.
     *
     * @throws ConfigurationException the value is missing or cannot be used; see {@link #get(ConfigKey)}
     */
    public <T> T require(ConfigKey<T> key) {
        return get(key).orElseThrow(() -> new ConfigurationException(List.of(key.name() + " is missing")));
    }

    /** Returns the listener that is notified of operations and requests. */
    public StoreListener listener() {
        return listener;
    }

    /** Returns the clock that gives the current date. The date is needed if a service specifies a wait as a date. */
    public Clock clock() {
        return clock;
    }

    /** Returns the source of waits and elapsed time. */
    public TimeSource timeSource() {
        return timeSource;
    }

    /** Returns the function that gives tasks on other threads the context of their caller. */
    public UnaryOperator<Runnable> contextPropagation() {
        return contextPropagation;
    }

    /**
     * Checks every setting against the keys of a provider. {@link ModelkeepClient#open(StoreConfig)} calls this method.
     *
     * @param provider the provider to open
     * @param available all installed providers; a key with the prefix of another one is ignored
     * @throws ConfigurationException a setting is unknown, missing or cannot be used; the exception lists all
     *     problems
     */
    public void check(StoreProvider provider, List<StoreProvider> available) {
        List<String> problems = new ConfigValidator(values, environment).problems(provider, available);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Returns the names of the keys that are set, and never their values. */
    @Override
    public String toString() {
        return "StoreConfig" + values.keySet().stream().sorted().toList();
    }

    /**
     * A builder of a {@link StoreConfig}. A later setting replaces an earlier one with the same key. Not thread-safe.
     */
    public static final class Builder {

        private static final int MAX_FILE_BYTES = 1 << 20;

        private final Map<String, String> values = new LinkedHashMap<>();
        private Map<String, String> environment = System.getenv();
        private final List<StoreListener> listeners = new ArrayList<>();
        private Clock clock = Clock.systemUTC();
        private TimeSource timeSource = TimeSource.REAL;
        private UnaryOperator<Runnable> contextPropagation = UnaryOperator.identity();

        private Builder() {}

        /** Sets one key. */
        public Builder set(String key, String value) {
            values.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Sets each key of a map. */
        public Builder settings(Map<String, String> settings) {
            settings.forEach(this::set);
            return this;
        }

        /** Sets each key of a properties object, including its defaults. */
        public Builder properties(Properties properties) {
            properties.stringPropertyNames().forEach(key -> set(key, properties.getProperty(key)));
            return this;
        }

        /**
         * Sets each key of a file or pipe in the format of {@link Properties}. The content must be UTF-8 and at most 1
         * MiB.
         *
         * @throws ConfigurationException the file cannot be read
         */
        public Builder file(Path file) {
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(text(InputFile.read(file, MAX_FILE_BYTES))));
            } catch (InputFile.UnreadableException unreadable) {
                throw new ConfigurationException(
                        List.of("the file " + file + " cannot be read: " + unreadable.getMessage()));
            } catch (IOException | IllegalArgumentException damaged) {
                throw new ConfigurationException(List.of("the file " + file + " cannot be read as UTF-8 properties ("
                        + damaged.getClass().getSimpleName() + ")"));
            }
            return properties(properties);
        }

        private static String text(byte[] bytes) throws CharacterCodingException {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Some editors begin a UTF-8 file with a byte order mark, which would become part of the first key.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }

        /**
         * Sets each known key whose variable is in the environment. The variable's name is {@code MODELKEEP_} and the
         * key in capitals, with {@code _} for {@code .} and {@code -}. Other variables are ignored, and an empty
         * variable counts as not set. The environment must be replaced before this call, not after it.
         *
         * @param keys the keys to look for, such as those of {@link io.modelkeep.spi.StoreProviders#keys}
         */
        public Builder fromEnvironment(Iterable<ConfigKey<?>> keys) {
            for (ConfigKey<?> key : keys) {
                String value = environment.get(key.environmentName());
                if (value != null && !value.isEmpty()) {
                    set(key.name(), value);
                }
            }
            return this;
        }

        /**
         * Sets each key whose variable is in the environment, for all providers that this library's class loader finds.
         */
        public Builder fromEnvironment() {
            return fromEnvironment(StoreProviders.keys(StoreProviders.all(StoreProviders.ownLoader())));
        }

        /**
         * Replaces the environment from which {@code env:} and {@code netrc:} references and default credentials are
         * read. An empty variable counts as not set.
         */
        public Builder environment(Map<String, String> variables) {
            this.environment = variables;
            return this;
        }

        /**
         * Adds a listener. All listeners are notified of each event, in the order in which they were added. An
         * exception from one listener does not keep the event from the others. Each can return its own scope.
         */
        public Builder listener(StoreListener added) {
            listeners.add(added);
            return this;
        }

        /** Sets {@link StoreConfig#clock()}. */
        public Builder clock(Clock newClock) {
            this.clock = newClock;
            return this;
        }

        /** Sets {@link StoreConfig#timeSource()}. */
        public Builder timeSource(TimeSource newSleeper) {
            this.timeSource = newSleeper;
            return this;
        }

        /**
         * Sets a function that gives tasks on other threads the context of their caller, such as its trace and its
         * logging context. It is applied on the caller's thread. The task returned runs on a thread that helps a bulk
         * deletion or fetches a page ahead. It runs the given task, which has no effect a second time. With Micrometer, the function is {@code task ->
         * snapshots.captureAll().wrap(task)}.
         */
        public Builder contextPropagation(UnaryOperator<Runnable> newPropagation) {
            this.contextPropagation = Objects.requireNonNull(newPropagation, "contextPropagation");
            return this;
        }

        /** Creates the configuration. Nothing is checked until a client is opened. */
        public StoreConfig build() {
            return new StoreConfig(this);
        }
    }
}
