package io.modelkeep;

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
 * One configured connection to one provider. Thread-safe; open one per configuration and keep it, for it holds the
 * connection pool.
 *
 * <pre>{@code
 * try (ModelkeepClient stores = ModelkeepClient.open(Map.of("provider", "wandb-training"))) {
 *     CheckpointStore checkpoints = stores.require(Capability.CHECKPOINT_DELETE).checkpoints();
 *     checkpoints.delete(training, List.of(new CheckpointId("120"))).orThrow();
 * }
 * }</pre>
 */
public interface ModelkeepClient extends AutoCloseable {

    /** The provider's name, as in the configuration. */
    String provider();

    /**
     * The service that requests go to, as {@code scheme://host}, with {@code :port} where it is not the scheme's own: never
     * a path or a credential, and the same for the whole life of this. With {@link #account()} it says what ids are of: a
     * record of ids is good for the stores that tell the same, and for no others.
     */
    String origin();

    /**
     * The settings that choose the account at the service, and where in it: such as {@code entity}, {@code project},
     * {@code team} and {@code scope}, each under its key without the provider's name. What is not set is left out, and means
     * what the credential's own account is; never a credential. Unmodifiable, and the same for the whole life of this.
     */
    Map<String, String> account();

    /**
     * The service's time now: the {@code Date} of its last answer, plus the time that has passed since. Exact to a few
     * seconds. Empty before the first answer, and where the service does not send its time. Compare it with the local clock
     * before ages decide what is deleted.
     */
    default Optional<Instant> serviceTime() {
        return Optional.empty();
    }

    /** The models; never null, refusing what the provider lacks. */
    ModelStore models();

    /** The checkpoints; never null, refusing what the provider lacks. */
    CheckpointStore checkpoints();

    /**
     * This, if the provider can do all that is needed: call it at start-up, so that a swap of providers fails there.
     *
     * @throws UnsupportedCapabilityException something is missing; the exception names all of it
     */
    default ModelkeepClient require(Capability... needed) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(List.of(needed));
        missing.removeAll(capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedCapabilityException(provider(), missing);
        }
        return this;
    }

    /** Returns everything that the provider can do with models, versions and checkpoints: the same for the client's whole life. */
    default Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(models().capabilities());
        all.addAll(checkpoints().capabilities());
        return Collections.unmodifiableSet(all);
    }

    /**
     * Returns everything that the provider can do with this training run and its checkpoints, as
     * {@link CheckpointStore#capabilities(RunId)} does.
     */
    default Set<Capability> capabilities(RunId run) {
        return checkpoints().capabilities(run);
    }

    /**
     * Ends all calls in flight with {@link CancelledException} and gives up the connections. Calling it again does nothing;
     * operations of its stores throw {@link IllegalStateException} afterwards.
     */
    @Override
    void close();

    /**
     * Opens the provider that the configuration names. No service is contacted.
     *
     * @throws ConfigurationException something in the configuration cannot be used; all problems are named at once
     */
    static ModelkeepClient open(Map<String, String> config) {
        return open(StoreConfig.of(config));
    }

    /**
     * Opens the provider that the environment configures, by variables such as {@code MODELKEEP_PROVIDER}. No service is
     * contacted.
     *
     * @throws ConfigurationException a variable is missing or cannot be used; all problems are named at once
     */
    static ModelkeepClient fromEnvironment() {
        return open(StoreConfig.builder().fromEnvironment().build());
    }

    /** Opens the provider that the configuration names; see {@link #open(Map)}. */
    static ModelkeepClient open(StoreConfig config) {
        return open(config, StoreProviders.ownLoader());
    }

    /** Opens a provider that this class loader finds; see {@link #open(Map)}. */
    static ModelkeepClient open(StoreConfig config, ClassLoader loader) {
        List<StoreProvider> providers = StoreProviders.all(loader);
        StoreProvider provider = StoreProviders.named(config.provider(), providers);
        config.check(provider, providers);
        return provider.open(config);
    }
}
