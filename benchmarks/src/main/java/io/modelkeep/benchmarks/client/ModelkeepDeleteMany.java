package io.modelkeep.benchmarks.client;

import io.modelkeep.ModelkeepClient;

/** A client that deletes many items of a {@code service} in one call of the library. */
final class ModelkeepDeleteMany {

    private ModelkeepDeleteMany() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        BulkClient bulk = BulkClient.valueOf(arguments.text("service", ""));
        try (ModelkeepClient stores = ModelkeepClient.open(bulk.settings(arguments))) {
            Rounds.run(arguments, count -> bulk.delete(stores, count));
        }
    }
}
