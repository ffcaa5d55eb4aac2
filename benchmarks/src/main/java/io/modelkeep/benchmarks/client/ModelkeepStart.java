package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import java.util.List;

/** Opens the library, lists one page, and ends. */
final class ModelkeepStart {

    private ModelkeepStart() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        try (Stores stores = Stores.open(ModelkeepList.settings(arguments))) {
            List<Checkpoint> page = stores.checkpoints()
                    .list(
                            new TrainingId(Arguments.training(100)),
                            PageRequest.first().withSize(100))
                    .items();
            FirstPage.check(
                    (int) page.stream().filter(row -> !row.metrics().isEmpty()).count());
        }
    }
}
