package io.modelkeep.weave;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.util.Collections;
import java.util.Set;

/** The provider for W&amp;B Weave, selected by the name {@code weave}. */
public final class WeaveProvider implements StoreProvider {

    /** The name that selects this provider. */
    public static final String NAME = "weave";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public WeaveProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ConfigKey<?>> configKeys() {
        return Collections.unmodifiableSet(WeaveKeys.ALL);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
        return new WeaveClient(WeaveClient.service(config));
    }
}
