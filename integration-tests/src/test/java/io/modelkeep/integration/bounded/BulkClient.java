package io.modelkeep.integration.bounded;

import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Parent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes the things whose ids stand in a file, and writes each with its outcome; arguments: things, of whom, two files. */
final class BulkClient {

    private BulkClient() {}

    public static void main(String[] arguments) throws IOException {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build())) {
            List<String> ids = Files.readAllLines(Path.of(arguments[2]));
            DeleteReport<?> report = things.delete(stores, arguments[1], ids);
            try (Writer outcomes = Files.newBufferedWriter(Path.of(arguments[3]))) {
                for (DeleteResult<?> result : report.results()) {
                    outcomes.write(result.id() + " " + result.outcome() + "\n");
                }
            }
            Map<String, Object> result = new LinkedHashMap<>();
            report.summary().forEach((outcome, count) -> result.put(outcome.name(), count));
            result.put("heap", Parent.usedHeap());
            parent.tell(result);
        }
    }
}
