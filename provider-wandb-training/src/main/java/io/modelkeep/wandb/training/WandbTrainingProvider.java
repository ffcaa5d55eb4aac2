package io.modelkeep.wandb.training;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.Set;

/** The provider for W&amp;B Training, with the name {@code wandb-training}. */
public final class WandbTrainingProvider implements StoreProvider {

    /** The name that selects this provider. */
    public static final String NAME = "wandb-training";

    /** Creates the provider. {@link java.util.ServiceLoader} calls this constructor. */
    public WandbTrainingProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Collections.unmodifiableSet(WandbTrainingKeys.ALL);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new WandbTrainingClient(config);
    }
}
