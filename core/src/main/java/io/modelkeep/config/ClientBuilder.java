package io.modelkeep.config;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A builder of a {@link ModelkeepClient}, with a setter for each common key. A later setting replaces an earlier one of
 * the same key, whether it was set as a text or by its own setter. Not thread-safe.
 *
 * <p>The keys of a provider, such as its base URL and its key, have the provider's prefix and are set with {@link
 * #set(String, String)}. All values are checked when the client is opened.
 */
public final class ClientBuilder {

    private final StoreConfig.Builder config = StoreConfig.builder();

    /** Creates a builder without settings. Use {@link ModelkeepClient#builder()}. */
    public ClientBuilder() {}

    /** Sets the name of the provider, such as {@code wandb-training}. */
    public ClientBuilder provider(String name) {
        return set(CommonKeys.PROVIDER, name);
    }

    /** Sets the maximum time of one attempt of a request with its body, in whole milliseconds. */
    public ClientBuilder requestTimeout(Duration timeout) {
        return set(CommonKeys.REQUEST_TIMEOUT, text(timeout));
    }

    /** Sets the maximum time of one page or batch with its retries and waits, in whole milliseconds. */
    public ClientBuilder callTimeout(Duration timeout) {
        return set(CommonKeys.CALL_TIMEOUT, text(timeout));
    }

    /** Sets the maximum time of connecting, in whole milliseconds. */
    public ClientBuilder connectTimeout(Duration timeout) {
        return set(CommonKeys.CONNECT_TIMEOUT, text(timeout));
    }

    /** Sets the maximum number of attempts of a request, from 1. */
    public ClientBuilder maxAttempts(int attempts) {
        return set(CommonKeys.MAX_ATTEMPTS, String.valueOf(attempts));
    }

    /** Sets the maximum wait before a retry, in whole milliseconds. */
    public ClientBuilder maxRetryDelay(Duration delay) {
        return set(CommonKeys.MAX_RETRY_DELAY, text(delay));
    }

    /** Sets the maximum number of concurrent requests, from 1. */
    public ClientBuilder maxConcurrency(int requests) {
        return set(CommonKeys.MAX_CONCURRENCY, String.valueOf(requests));
    }

    /** Sets whether streams fetch the next page ahead on another thread. The default is true. */
    public ClientBuilder prefetch(boolean enabled) {
        return set(CommonKeys.PREFETCH, String.valueOf(enabled));
    }

    /** Sets the maximum size of one answer in bytes. */
    public ClientBuilder maxResponseSize(long bytes) {
        return set(CommonKeys.MAX_RESPONSE_SIZE, String.valueOf(bytes));
    }

    /** Sets the HTTP proxy, as {@code http://HOST:PORT}. */
    public ClientBuilder proxy(URI address) {
        return set(CommonKeys.PROXY, address.toString());
    }

    /** Sets the file with the certificates of trusted authorities. */
    public ClientBuilder trustStore(Path file) {
        return set(CommonKeys.TRUST_STORE, file.toString());
    }

    private ClientBuilder set(ConfigKey<?> key, String value) {
        return set(key.name(), value);
    }

    /** Sets one key as a text, in the form of {@code docs/configuration.md}. */
    public ClientBuilder set(String key, String value) {
        config.set(key, value);
        return this;
    }

    /** Sets each key of a map. */
    public ClientBuilder settings(Map<String, String> settings) {
        config.settings(settings);
        return this;
    }

    /** Adds a listener, as {@link StoreConfig.Builder#listener(StoreListener)} does. */
    public ClientBuilder listener(StoreListener listener) {
        config.listener(listener);
        return this;
    }

    /** Creates the configuration. Nothing is checked until a client is opened. */
    public StoreConfig config() {
        return config.build();
    }

    /**
     * Opens the client. No service is contacted.
     *
     * @throws ConfigurationException a setting cannot be used; the exception names all problems
     */
    public ModelkeepClient open() {
        return ModelkeepClient.open(config());
    }

    /** Returns the text of a duration. A part of a millisecond is refused later, like every text of another form. */
    private static String text(Duration duration) {
        return duration.toNanosPart() % 1_000_000 == 0 ? duration.toMillis() + "ms" : duration.toString();
    }
}
