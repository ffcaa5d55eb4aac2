package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import java.util.Map;
import java.util.stream.Stream;

/** Lists by the library, opened and used as its users do. */
final class ModelkeepList {

    private ModelkeepList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (Stores stores = Stores.open(settings(arguments))) {
            Rounds.run(arguments, count -> list(stores, arguments, count));
        }
    }

    static Map<String, String> settings(Arguments arguments) {
        return Map.of(
                "provider", "wandb-training",
                "wandb-training.base-url", arguments.origin(),
                "wandb-training.api-key", "key",
                "max-concurrency", arguments.text("concurrency", "4"));
    }

    private static long list(Stores stores, Arguments arguments, long count) {
        Caller caller = new Caller(arguments, count);
        PageRequest pages = PageRequest.first().withSize(arguments.limit());
        try (Stream<Checkpoint> checkpoints =
                stores.checkpoints().stream(new TrainingId(Arguments.training(count)), pages)) {
            checkpoints.forEach(checkpoint -> tell(caller, checkpoint));
        }
        return caller.checked();
    }

    static void tell(Caller caller, Checkpoint checkpoint) {
        checkpoint.metrics().values().forEach(caller::metric);
        caller.row(checkpoint.step().orElseThrow());
    }
}
