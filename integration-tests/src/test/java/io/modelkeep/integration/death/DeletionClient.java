package io.modelkeep.integration.death;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Parent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process that deletes things in bulk and tells the outcome of each; arguments: which things, of whom, their ids. */
final class DeletionClient {

    private DeletionClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        List<String> ids = List.of(arguments).subList(2, arguments.length);
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build())) {
            DeleteReport<?> report = things.delete(stores, arguments[1], ids);
            Map<String, Object> outcomes = new LinkedHashMap<>();
            report.results().forEach(result -> outcomes.put(result.id().value(), result.outcome()));
            parent.tell(outcomes);
        }
    }
}
