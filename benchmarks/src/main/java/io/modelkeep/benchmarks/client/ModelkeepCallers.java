package io.modelkeep.benchmarks.client;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import java.util.List;
import java.util.concurrent.Callable;

/** A crowd on one {@code ModelkeepClient}: each call a page ({@code work=list}) or a deletion ({@code work=delete}). */
final class ModelkeepCallers {

    private static final RunId TRAINING = new RunId(Arguments.run(100_000));
    private static final PageRequest PAGE = PageRequest.first().withSize(100);
    private static final List<CheckpointId> ONE = List.of(new CheckpointId("10000000"));

    private ModelkeepCallers() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (ModelkeepClient stores = ModelkeepClient.open(ModelkeepList.settings(arguments));
                Crowd crowd = new Crowd(arguments)) {
            CheckpointStore checkpoints = stores.checkpoints();
            Callable<?> call = arguments.text("work", "list").equals("list")
                    ? () -> checkpoints.list(TRAINING, PAGE).items().get(99)
                    : () -> checkpoints.delete(TRAINING, ONE).orThrow();
            Rounds.run(arguments, count -> crowd.call(count, call));
        }
    }
}
