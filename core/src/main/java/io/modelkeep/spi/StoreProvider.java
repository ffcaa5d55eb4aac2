package io.modelkeep.spi;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import java.util.Set;

/**
 * Opens the stores of one service; found through {@link java.util.ServiceLoader}.
 *
 * <p>Provide it both in {@code module-info.java} and in {@code META-INF/services/io.modelkeep.spi.StoreProvider}. Needs a
 * public constructor without arguments, which does nothing.
 */
public interface StoreProvider {

    /** The name that selects it, in kebab case, such as {@code wandb-training}; also the prefix of its own keys. */
    String name();

    /** Its own keys, each beginning with its name and a dot; the common ones are {@link CommonKeys}. */
    Set<ConfigKey<?>> configKeys();

    /**
     * Opens the stores; contacts no service. The configuration was checked against the keys before.
     *
     * @throws io.modelkeep.errors.ConfigurationException the settings do not fit each other
     */
    ModelkeepClient open(StoreConfig config);
}
