package io.modelkeep.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The prepared pages are a list: every row once, in either order, each with its own metrics. */
class CheckpointListBodiesTest {

    private final InProcessServer server = InProcessServer.start();
    private final ModelkeepClient stores = ModelkeepClient.open(Map.of(
            "provider", "wandb-training",
            "wandb-training.base-url", server.origin(),
            "wandb-training.api-key", "key"));
    private final CheckpointStore checkpoints = stores.checkpoints();

    @AfterEach
    void close() {
        stores.close();
        server.close();
    }

    @Test
    void hasEveryRowOnceInOrder() {
        List<Long> steps = checkpoints.stream(new RunId("run-1234"))
                .map(checkpoint -> checkpoint.step().orElseThrow())
                .toList();

        assertThat(steps)
                .isEqualTo(LongStream.range(0, 1234).mapToObj(Rows::step).toList());
    }

    @Test
    void hasTheSameRowsFromItsEnd() {
        List<String> ids = checkpoints.stream(new RunId("run-250"), Order.DESCENDING, PageRequest.first())
                .map(checkpoint -> checkpoint.revision().orElseThrow())
                .toList();

        assertThat(ids)
                .isEqualTo(LongStream.range(0, 250)
                        .mapToObj(index -> Rows.id(249 - index))
                        .toList());
    }

    @Test
    void hasEightMetricsOfFullPrecisionInEachRow() {
        List<Checkpoint> rows = checkpoints.stream(new RunId("run-500")).toList();

        assertThat(rows).allSatisfy(row -> assertThat(row.metrics()).containsOnlyKeys(Rows.METRICS));
        assertThat(rows)
                .flatExtracting(row -> row.metrics().values())
                .allSatisfy(value -> assertThat(value.toString().length()).isBetween(18, 19));
        assertThat(rows.get(0).metrics()).isNotEqualTo(rows.get(100).metrics());
    }

    @Test
    void anEmptyListHasOnePage() {
        assertThat(checkpoints.stream(new RunId("run-0"))).isEmpty();
    }

    @Test
    void deletionsFindWhatTheyName() {
        assertThat(checkpoints
                        .delete(new RunId("run-10"), List.of(new CheckpointId("1"), new CheckpointId("2")))
                        .orThrow()
                        .results())
                .hasSize(2);
    }
}
