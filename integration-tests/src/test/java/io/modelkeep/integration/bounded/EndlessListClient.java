package io.modelkeep.integration.bounded;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.StoreException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Parent;
import java.util.List;
import java.util.Map;

/** Reads a list that never ends: as far as is wanted, and to its end; arguments: which things, of whom, how many. */
final class EndlessListClient {

    private EndlessListClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build())) {
            if (things == DeletableItems.BASETEN_CHECKPOINTS) {
                parent.tell(Map.of("files", files(stores, new RunId(arguments[1])), "heap", Parent.usedHeap()));
                return;
            }
            long some = things.list(stores, arguments[1])
                    .limit(Long.parseLong(arguments[2]))
                    .count();
            String settled = things.delete(stores, arguments[1], things.absent(1))
                    .results()
                    .get(0)
                    .outcome()
                    .name();
            parent.tell(Map.of("some", some, "settled", settled, "heap", Parent.usedHeap()));
        }
    }

    /** Of a checkpoint that has none among those of its job. */
    private static String files(ModelkeepClient stores, RunId job) {
        try {
            List<?> files = stores.checkpoints()
                    .listFiles(job, new CheckpointId("mine"), PageRequest.first())
                    .items();
            return Integer.toString(files.size());
        } catch (StoreException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
