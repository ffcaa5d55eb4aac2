package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import java.util.Map;
import java.util.stream.Stream;

/** A client that lists with the library as users do. With {@code walk=scan} it lists from both ends concurrently. */
final class ModelkeepList {

    private ModelkeepList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (ModelkeepClient stores = ModelkeepClient.open(settings(arguments))) {
            Rounds.run(arguments, count -> list(stores, arguments, count));
        }
    }

    static Map<String, String> settings(Arguments arguments) {
        return Map.of(
                "provider",
                "wandb-training",
                "wandb-training.base-url",
                arguments.origin(),
                "wandb-training.api-key",
                "key",
                "max-concurrency",
                arguments.text("concurrency", "4"));
    }

    private static long list(ModelkeepClient stores, Arguments arguments, long count) {
        Caller caller = new Caller(arguments, count);
        try (Stream<Checkpoint> checkpoints = walk(stores.checkpoints(), arguments, count)) {
            checkpoints.forEach(checkpoint -> tell(caller, checkpoint));
        }
        return caller.checked();
    }

    private static Stream<Checkpoint> walk(CheckpointStore checkpoints, Arguments arguments, long count) {
        RunId run = new RunId(Arguments.run(count));
        return arguments.text("walk", "stream").equals("scan")
                ? checkpoints.streamUnordered(run)
                : checkpoints.stream(run, PageRequest.first().withSize(arguments.limit()));
    }

    static void tell(Caller caller, Checkpoint checkpoint) {
        checkpoint.metrics().values().forEach(caller::metric);
        caller.row(checkpoint.step().orElseThrow());
    }
}
