package io.modelkeep.benchmarks.client;

import io.modelkeep.Stores;

/** Deletes many things of a {@code service} in one call of the library. */
final class ModelkeepDeleteMany {

    private ModelkeepDeleteMany() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        Bulk bulk = Bulk.valueOf(arguments.text("service", ""));
        try (Stores stores = Stores.open(bulk.settings(arguments))) {
            Rounds.run(arguments, count -> bulk.delete(stores, count));
        }
    }
}
