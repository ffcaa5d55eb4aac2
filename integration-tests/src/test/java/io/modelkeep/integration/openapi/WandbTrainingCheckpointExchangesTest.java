package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the adapter asks about checkpoints and the simulator answers, both keep to the published document. */
class WandbTrainingCheckpointExchangesTest extends WandbTrainingExchanges {

    @ParameterizedTest
    @CsvSource({"ASCENDING, 1, 5", "DESCENDING, 5, 1"})
    void threePagesAreListedInAnOrder(Order order, long first, long last) {
        RunId run = run(5);
        PageRequest two = PageRequest.first().withSize(2);
        Page<?> page = stores.checkpoints().list(run, order, two);
        page = stores.checkpoints()
                .list(run, order, two.withToken(page.nextToken().orElseThrow()));
        page = stores.checkpoints()
                .list(run, order, two.withToken(page.nextToken().orElseThrow()));
        assertThat(page.nextToken()).isEmpty();
        assertThat(stores.checkpoints().stream(run, order, two))
                .extracting(checkpoint -> checkpoint.step().orElseThrow())
                .startsWith(first)
                .endsWith(last)
                .hasSize(5);
        assertThat(statuses()).containsExactly(200, 200, 200, 200, 200, 200);
    }

    @Test
    void pagesOfTheLargestSizeAreListed() {
        assertThat(stores.checkpoints().stream(run(250))).hasSize(250);
        assertThat(stores.checkpoints()
                        .list(run(101), PageRequest.first().withSize(5_000))
                        .items())
                .hasSize(100);
        assertThat(statuses()).containsExactly(200, 200, 200, 200);
    }

    @Test
    void theLatestIsFoundAndAnEmptyModelHasNone() {
        RunId empty = run(0);
        assertThat(stores.checkpoints().list(empty, PageRequest.first()).items())
                .isEmpty();
        assertThat(stores.checkpoints().latest(empty)).isEmpty();
        assertThat(stores.checkpoints().latest(run(3)).orElseThrow().step()).hasValue(3);
    }

    @Test
    void anAbsentModelAndAForbiddenOneHaveNoList() {
        assertThatThrownBy(() ->
                        stores.checkpoints().list(new RunId(UUID.randomUUID().toString()), PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        RunId forbidden = run(1);
        simulator.forbid(forbidden.value());
        assertThatThrownBy(() -> stores.checkpoints().list(forbidden, PageRequest.first()))
                .isInstanceOf(PermissionDeniedException.class);
        assertThat(statuses()).containsExactly(404, 403);
    }

    @Test
    void checkpointsWithUnusualStepsAndMetricsAreListed() {
        RunId run = run(0);
        simulator.addCheckpoint(run.value(), 0, Map.of());
        simulator.addCheckpoint(run.value(), Long.MAX_VALUE, Map.of("loss/β", -1e-300, "n", 3.0));
        assertThat(stores.checkpoints().stream(run)).hasSize(2);
    }

    @Test
    void pagesWithoutTheirOptionalFieldsAreListed() {
        WandbTrainingSimulator sparse =
                WandbTrainingSimulator.builder().withoutPageIds().start();
        try (sparse;
                ModelkeepClient sparing = openOn(sparse)) {
            String model = sparse.addModel("project", "agent");
            sparse.addCheckpoints(model, 101);
            assertThat(sparing.checkpoints().stream(new RunId(model))).hasSize(101);
            assertThat(stores.checkpoints().stream(run(101))).hasSize(101);
            assertThat(sparse.exchanges()).hasSameSizeAs(exchanges());
        }
        assertFits(sparse);
    }

    @Test
    void oneCheckpointAndTheUntrainedStepZeroAreDeleted() {
        RunId run = run(3);
        simulator.addCheckpoint(run.value(), 0, Map.of());
        assertThat(deleted(run, LongStream.of(2))).isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
        assertThat(deleted(run, LongStream.of(0))).isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
        assertThat(exchanges()).extracting(Exchange::body).containsExactly("{\"steps\":[2]}", "{\"steps\":[0]}");
    }

    @Test
    void manyCheckpointsAreDeletedInBatches() {
        assertThat(deleted(run(251), LongStream.rangeClosed(1, 250))).isEqualTo(Map.of(DeleteOutcome.DELETED, 250));
        assertThat(statuses()).containsExactly(200, 200, 200);
    }

    @Test
    void duplicatesAreDeletedOnceAndAbsentOnesLookedUp() {
        assertThat(deleted(run(3), LongStream.of(1, 1, 9_000_000_000_000_000_000L, 2, 1)))
                .isEqualTo(Map.of(DeleteOutcome.DELETED, 2, DeleteOutcome.ALREADY_ABSENT, 1));
        assertThat(exchanges()).extracting(Exchange::method).containsExactly("DELETE", "GET");
    }

    @Test
    void aDeletionIsCompleteAlthoughAnswersAreLostOnTheWay() {
        simulator.inject("delete-checkpoints", SimulatedFault.disconnect().applied());
        simulator.injectOnCall("delete-checkpoints", 2, SimulatedFault.disconnect());
        assertThat(stores.checkpoints()
                        .delete(run(250), steps(LongStream.rangeClosed(1, 250)))
                        .complete())
                .isTrue();
        assertThat(statuses()).contains(0, 200);
    }

    @Test
    void nothingIsDeletedFromAnAbsentModel() {
        assertThat(deleted(new RunId(UUID.randomUUID().toString()), LongStream.of(1)))
                .doesNotContainKey(DeleteOutcome.DELETED);
        assertThat(statuses()).contains(404);
    }
}
