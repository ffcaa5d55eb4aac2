package io.modelkeep.integration.bounded;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.StoreException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Parent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists and deletes things as often as is asked; arguments: which things, of whom, how often, one id. */
final class HostileBodiesClient {

    private HostileBodiesClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        List<String> lists = new ArrayList<>();
        List<String> deletions = new ArrayList<>();
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build())) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                lists.add(list(things, stores, arguments[1]));
                DeleteReport<?> report = things.delete(stores, arguments[1], List.of(arguments[3]));
                deletions.add(report.results().get(0).outcome().name());
            }
            parent.tell(Map.of(
                    "lists",
                    String.join(",", lists),
                    "deletions",
                    String.join(",", deletions),
                    "heap",
                    Parent.usedHeap()));
        }
    }

    private static String list(DeletableItems things, ModelkeepClient stores, String parent) {
        try {
            return Long.toString(things.list(stores, parent).count());
        } catch (StoreException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
