package io.modelkeep.integration.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The live tests of Baseten, on a simulator in its place: they read, and change nothing. */
class BasetenLaneTest {

    private final BasetenSimulator service = BasetenSimulator.start();
    private final String foreign = service.addModel("team", "agent");

    private final LiveEnvironment environment = new LiveEnvironment(Map.of(
            LiveEnvironment.BASETEN_KEY,
            service.apiKey(),
            LiveEnvironment.BASETEN_URL,
            service.baseUrl().toString()));

    @AfterEach
    void close() {
        service.close();
    }

    private LiveFixture fixture() {
        return LiveService.BASETEN.fixture(environment);
    }

    @Test
    void clausesOfModelsHoldWhereNoneAreNeeded() throws Exception {
        LaneRun run = LaneRun.models(this::fixture);

        assertThat(run.proved()).containsExactly("M0", "M2", "M24", "M25", "M31", "M32", "M70", "M75");
        assertThat(run.skipped()).isNotEmpty().values().containsOnly(LiveBaseten.NOTHING);
        assertThat(service.exchanges()).isNotEmpty();
        assertThat(LaneRun.changes(service)).isEmpty();
    }

    @Test
    void clausesOfCheckpointsHoldWhereNoneAreNeeded() throws Exception {
        LaneRun run = LaneRun.checkpoints(this::fixture);

        assertThat(run.proved()).containsExactly("C2", "C14", "C15", "C26", "C60", "C65", "C81", "C89");
        assertThat(run.skipped()).isNotEmpty().values().containsOnly(LiveBaseten.NOTHING);
        assertThat(service.exchanges()).isNotEmpty();
        assertThat(LaneRun.changes(service)).isEmpty();
    }

    @Test
    void nothingCanBeDeleted() {
        try (LiveFixture fixture = fixture();
                ModelkeepClient stores = fixture.open(StoreConfig.of(fixture.config()))) {
            for (ModelId model : List.of(new ModelId(foreign), fixture.absentModel())) {
                assertThatThrownBy(() -> stores.models().delete(model)).isInstanceOf(AssertionError.class);
            }
            for (RunId training : List.of(new RunId("loops:abc"), fixture.absentRun())) {
                assertThatThrownBy(() -> stores.checkpoints().delete(training, List.of(new CheckpointId("abc"))))
                        .isInstanceOf(AssertionError.class);
            }
        }
        assertThat(service.exchanges()).isEmpty();
        assertThat(service.models()).containsExactly(foreign);
    }
}
