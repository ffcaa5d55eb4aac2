package io.modelkeep.weave;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;

/** How deletions are sent. */
public enum Form {
    /** As to any server but the published one: by the object route, digests in the body. */
    OBJECT_ROUTE {
        @Override
        ModelkeepClient open(StoreConfig config) {
            return ModelkeepClient.open(config);
        }
    },
    /** As to the published server: by the model route, digests in the query. */
    PUBLISHED {
        @Override
        ModelkeepClient open(StoreConfig config) {
            return new WeaveClient(WeaveClient.service(config, true));
        }
    };

    abstract ModelkeepClient open(StoreConfig config);
}
