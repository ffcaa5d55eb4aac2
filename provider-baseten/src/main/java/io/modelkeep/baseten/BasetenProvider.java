package io.modelkeep.baseten;

import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.Set;

/** Opens Baseten under the name {@code baseten}. */
public final class BasetenProvider implements StoreProvider {

    /** The name that selects this provider. */
    public static final String NAME = "baseten";

    /** For {@link java.util.ServiceLoader}. */
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
    public Stores open(StoreConfig config) {
        return new BasetenStores(config);
    }
}
