package io.modelkeep.weave;

import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;

/** How deletions are sent. */
enum Form {
    /** As to any server but the published one: by the object route, digests in the body. */
    OBJECT_ROUTE {
        @Override
        Stores open(StoreConfig config) {
            return Stores.open(config);
        }
    },
    /** As to the published server: by the model route, digests in the query. */
    PUBLISHED {
        @Override
        Stores open(StoreConfig config) {
            return new WeaveStores(WeaveStores.service(config, true));
        }
    };

    abstract Stores open(StoreConfig config);
}
