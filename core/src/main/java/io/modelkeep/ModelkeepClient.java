package io.modelkeep;

import io.modelkeep.config.ClientBuilder;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configured connection to one provider. Thread-safe. Open one client per configuration and keep it open, because the
 * client holds the connection pool.
 *
 * <pre>{@code
 * try (ModelkeepClient client = ModelkeepClient.open(Map.of("provider", "wandb-training"))) {
 *     CheckpointStore checkpoints = client.require(Capability.CHECKPOINT_DELETE).checkpoints();
 *     checkpoints.delete(run, List.of(new CheckpointId("120"))).orThrow();
 * }
 * }</pre>
 */
public interface ModelkeepClient extends AutoCloseable {

    /** Returns the provider's name, as in the configuration. */
    String provider();

    /**
     * Returns the origin of the service: {@code scheme://host}, with {@code :port} if the port is not the default of
     * the scheme. The origin contains no path and no credential, and never changes. Ids are valid only for clients with
     * the same origin and the same {@link #account()}.
     */
    String origin();

    /**
     * Returns the settings that select the account at the service, such as {@code entity}, {@code project}, {@code
     * team} and {@code scope}. Each setting is under its key without the provider's name. A missing setting means the
     * default of the credential's account. The map contains no credential, is unmodifiable, and never changes.
     */
    Map<String, String> account();

    /**
     * Returns the current time of the service: the {@code Date} of its last answer plus the time that has passed since.
     * The value is exact to a few seconds. The value is empty before the first answer, and if the service does not send
     * its time. Compare this time with the local clock before deleting by age.
     */
    default Optional<Instant> serviceTime() {
        return Optional.empty();
    }

    /**
     * Returns the store of models and versions. The store refuses every operation that the provider does not support.
     */
    ModelStore models();

    /** Returns the store of checkpoints. The store refuses every operation that the provider does not support. */
    CheckpointStore checkpoints();

    /**
     * Returns this client if the provider has all these capabilities. Call this method at startup, so that a change of
     * the provider fails there.
     *
     * @throws UnsupportedCapabilityException a capability is missing; the exception names all missing ones
     */
    default ModelkeepClient require(Capability... needed) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(List.of(needed));
        // Not capabilities(), because one class may implement both the client and one of its stores.
        missing.removeAll(models().capabilities());
        missing.removeAll(checkpoints().capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedCapabilityException(provider(), missing);
        }
        return this;
    }

    /** Returns the capabilities of both stores. They never change. */
    default Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(models().capabilities());
        all.addAll(checkpoints().capabilities());
        return Collections.unmodifiableSet(all);
    }

    /**
     * Returns the capabilities for one training run and its checkpoints, as {@link CheckpointStore#capabilities(RunId)}
     * does.
     */
    default Set<Capability> capabilities(RunId run) {
        return checkpoints().capabilities(run);
    }

    /**
     * Returns the fields that the service reports for each checkpoint of one training run, as {@link
     * CheckpointStore#fields(RunId)} does.
     */
    default Set<Field> fields(RunId run) {
        return checkpoints().fields(run);
    }

    /** Returns the fields that the service reports for each model version, as {@link ModelStore#versionFields} does. */
    default Set<Field> versionFields() {
        return models().versionFields();
    }

    /**
     * Adds a listener to this open client, after the listeners of its configuration. The listener is notified of the
     * events that begin after this call, until the registration is closed. A listener that is added twice is notified
     * twice.
     *
     * @return the registration, which removes the listener when it is closed
     */
    ListenerRegistration addListener(StoreListener listener);

    /** A listener of an open client, from its addition to its removal. Thread-safe. */
    interface ListenerRegistration extends AutoCloseable {

        /**
         * Removes the listener. Calls on other threads that are notifying it at this moment may still reach it. A
         * second call has no effect.
         */
        @Override
        void close();
    }

    /**
     * Ends all calls in flight with {@link CancelledException} and closes the connections. A second call has no effect.
     * After closing, the operations of both stores throw {@link IllegalStateException}.
     */
    @Override
    void close();

    /**
     * Opens a client for the provider that the configuration names. No service is contacted.
     *
     * @throws ConfigurationException a setting cannot be used; the exception names all problems
     */
    static ModelkeepClient open(Map<String, String> config) {
        return open(StoreConfig.of(config));
    }

    /**
     * Opens a client for the provider that the environment configures, by variables such as {@code MODELKEEP_PROVIDER}.
     * No service is contacted.
     *
     * @throws ConfigurationException a variable is missing or cannot be used; the exception names all problems
     */
    static ModelkeepClient fromEnvironment() {
        return open(StoreConfig.builder().fromEnvironment().build());
    }

    /** Creates a builder with a setter for each common key. */
    static ClientBuilder builder() {
        return new ClientBuilder();
    }

    /** Opens a client for the provider that the configuration names. See {@link #open(Map)}. */
    static ModelkeepClient open(StoreConfig config) {
        return open(config, StoreProviders.ownLoader());
    }

    /** Opens a client for a provider that this class loader finds. See {@link #open(Map)}. */
    static ModelkeepClient open(StoreConfig config, ClassLoader loader) {
        List<StoreProvider> providers = StoreProviders.all(loader);
        StoreProvider provider = StoreProviders.named(config.provider(), providers);
        config.check(provider, providers);
        return provider.open(config);
    }
}
