package io.modelkeep.weave;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;

/**
 * Opens the stores on a local server as on the published one, whose host decides in what form versions are deleted; that is
 * why this stands in the provider's package.
 */
public final class PublishedWeave {

    private PublishedWeave() {}

    /** The stores, which send deletions in the published form whatever the host. */
    public static ModelkeepClient open(StoreConfig config) {
        return new WeaveClient(WeaveClient.service(config, true));
    }
}
