package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import java.util.List;

/** A client that opens the library, lists one page, and ends. */
final class ModelkeepStart {

    private ModelkeepStart() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        try (ModelkeepClient stores = ModelkeepClient.open(ModelkeepList.settings(arguments))) {
            List<Checkpoint> page = stores.checkpoints()
                    .list(new RunId(Arguments.run(100)), PageRequest.first().withSize(100))
                    .items();
            FirstPage.check(
                    (int) page.stream().filter(row -> !row.metrics().isEmpty()).count());
        }
    }
}
