package io.modelkeep.spi;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import java.util.Set;

/**
 * A provider: the factory of clients for one service. Providers are found through {@link java.util.ServiceLoader}.
 *
 * <p>Register a provider both in {@code module-info.java} and in {@code
 * META-INF/services/io.modelkeep.spi.StoreProvider}. The class needs a public constructor without arguments, which must
 * do nothing.
 */
public interface StoreProvider {

    /**
     * Returns the name that selects this provider, in kebab case, such as {@code wandb-training}. The name is also the
     * prefix of the provider's keys.
     */
    String name();

    /**
     * Returns the keys that only this provider has. Each begins with the provider's name and a dot. The keys of all
     * providers are in {@link CommonKeys}.
     */
    Set<ConfigKey<?>> configKeys();

    /**
     * Opens a client without contacting the service. The configuration has already been checked against the keys.
     *
     * @throws io.modelkeep.errors.ConfigurationException the settings do not fit each other
     */
    ModelkeepClient open(StoreConfig config);
}
