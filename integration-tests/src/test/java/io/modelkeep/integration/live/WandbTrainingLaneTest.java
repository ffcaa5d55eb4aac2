package io.modelkeep.integration.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The live tests of W&amp;B Training, on a simulator in its place: what needs no checkpoints holds, and nothing is lost. */
class WandbTrainingLaneTest {

    private final WandbTrainingSimulator service = WandbTrainingSimulator.start();
    private final String foreign = service.addModel("kept", "agent");

    private final LiveEnvironment environment = new LiveEnvironment(Map.of(
            LiveEnvironment.WANDB_KEY,
            service.apiKey(),
            LiveEnvironment.WANDB_ENTITY,
            "team",
            LiveEnvironment.WANDB_PROJECT,
            "kept",
            LiveEnvironment.TRAINING_URL,
            service.baseUrl().toString()));

    WandbTrainingLaneTest() {
        service.addCheckpoints(foreign, 5);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private LiveFixture fixture() {
        return LiveService.WANDB_TRAINING.fixture(environment);
    }

    private static ModelkeepClient open(LiveFixture fixture) {
        return fixture.open(StoreConfig.of(fixture.config()));
    }

    private void assertOnlyTheOtherIsLeft() {
        assertThat(service.models()).containsExactly(foreign);
        assertThat(service.checkpoints(foreign)).hasSize(5);
    }

    @Test
    void everyClauseOfModelsHoldsAndNothingIsLeft() throws Exception {
        LaneRun run = LaneRun.models(this::fixture);

        assertThat(run.skipped()).isEmpty();
        assertThat(run.proved()).contains("M0", "M1", "M33", "M35", "M36", "M43", "M47", "M48", "M76");
        assertOnlyTheOtherIsLeft();
        assertThat(LaneRun.changes(service))
                .filteredOn(change -> change.method().equals("POST"))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.bodyText()).containsPattern(Ledger.NAME));
    }

    @Test
    void clausesOfCheckpointsHoldWhereNoneAreNeeded() throws Exception {
        LaneRun run = LaneRun.checkpoints(this::fixture);

        assertThat(run.proved()).containsExactly("C0", "C2", "C13", "C14", "C15", "C25", "C26", "C60", "C65");
        assertThat(run.skipped()).isNotEmpty().values().containsOnly(LiveWandbTraining.NO_CHECKPOINTS);
        assertOnlyTheOtherIsLeft();
    }

    @Test
    void itemsOfOthers_cannotBeDeleted() {
        try (LiveFixture fixture = fixture();
                ModelkeepClient stores = open(fixture)) {
            assertThatThrownBy(() -> stores.models().delete(new ModelId(foreign)))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> stores.checkpoints().delete(new RunId(foreign), List.of(new CheckpointId("1"))))
                    .isInstanceOf(AssertionError.class);
            assertThat(service.exchanges()).isEmpty();
        }
        assertOnlyTheOtherIsLeft();
    }

    @Test
    void closingFindsWhatAnAnswerWasLostOf() {
        try (LiveFixture fixture = fixture();
                ModelkeepClient stores = open(fixture)) {
            service.inject("create-model", SimulatedFault.disconnect().applied());
            assertThatThrownBy(() ->
                            stores.models().create(fixture.modelSpec("lost").build()))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(service.models()).hasSize(2);
        }
        assertOnlyTheOtherIsLeft();
    }
}
