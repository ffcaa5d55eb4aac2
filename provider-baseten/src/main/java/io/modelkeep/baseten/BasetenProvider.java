package io.modelkeep.baseten;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.Set;

/** The provider for Baseten, selected by the name {@code baseten}. */
public final class BasetenProvider implements StoreProvider {

    /** The name that selects this provider. */
    public static final String NAME = "baseten";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public BasetenProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Collections.unmodifiableSet(BasetenKeys.ALL);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new BasetenClient(config);
    }
}
