package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.StoreException;
import io.modelkeep.simulator.baseten.BasetenQuirk;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service's words mean for decisions, and what it says of its time. */
class StatesTest {

    private final Connection baseten = new Connection();

    @AfterEach
    void close() {
        baseten.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, READY",
        "INACTIVE, READY",
        "SCALED_TO_ZERO, READY",
        "scaled_to_zero, READY",
        "BUILDING, IN_PROGRESS",
        "DEPLOYING, IN_PROGRESS",
        "LOADING_MODEL, IN_PROGRESS",
        "UPDATING, IN_PROGRESS",
        "WAKING_UP, IN_PROGRESS",
        "DEACTIVATING, IN_PROGRESS",
        "BUILD_FAILED, FAILED",
        "BUILD_STOPPED, FAILED",
        "DEPLOY_FAILED, FAILED",
        "FAILED, FAILED",
        "UNHEALTHY, UNKNOWN",
        "MIGRATING, UNKNOWN"
    })
    void theStatusOfADeployment(String status, ItemState state) {
        String model = baseten.simulator.addModel("agent");
        baseten.simulator.setDeploymentStatus(
                model, baseten.simulator.deployments(model).get(0).id(), status);
        ModelVersion version = baseten.stores
                .models()
                .streamVersions(new ModelId(model))
                .findFirst()
                .orElseThrow();
        assertThat(version.itemState()).isEqualTo(state);
        assertThat(version.state()).contains(status);
        assertThat(baseten.stores.models().versionFields()).contains(Field.STATE, Field.LIVE);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "COMPLETE, READY",
                "COMPLETED, READY",
                "complete, READY",
                "SYNCING, IN_PROGRESS",
                "FAILED, UNKNOWN",
                "null, UNKNOWN"
            },
            nullValues = "none")
    void theSyncStatusOfACheckpoint(String status, ItemState state) {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        baseten.simulator.addLoopsCheckpoint(run, "step-1", "sampler", 10);
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoints(job, 1);
        for (String list : List.of("list-loops-checkpoints", "list-job-checkpoints")) {
            baseten.simulator.inject(
                    list,
                    SimulatedFault.editText(text -> text.replace(
                            "\"sync_status\":\"COMPLETE\"",
                            "\"sync_status\":" + (status.equals("null") ? status : '"' + status + '"'))));
        }
        List<Checkpoint> checkpoints = Stream.of(Connection.run(run), Connection.job(project, job))
                .flatMap(training -> baseten.stores.checkpoints().stream(training))
                .toList();
        assertThat(checkpoints).hasSize(2).extracting(Checkpoint::itemState).containsOnly(state);
        assertThat(baseten.stores.checkpoints().fields(Connection.run(run))).contains(Field.STATE);
        assertThat(baseten.stores.checkpoints().fields(Connection.job(project, job)))
                .contains(Field.STATE);
        assertThat(baseten.simulator.unconsumedFaults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIVENESS_MISSING", "LIVENESS_NULL"})
    void aProductionDeploymentThatDoesNotSaySoIsNotKnownToBeIdle(BasetenQuirk quirk) {
        try (Connection older = new Connection(BasetenSimulator.builder()
                .quirks(quirk, BasetenQuirk.SERVING_IS_DELETED)
                .start())) {
            String model = older.simulator.addModel("agent");
            older.simulator.addDeployments(model, 1);
            String serving = older.simulator.deployments(model).get(0).id();
            older.simulator.promote(model, serving);
            assertThat(older.stores.models().streamVersions(new ModelId(model)))
                    .allSatisfy(version -> assertThat(version.live()).isEmpty());
            assertThat(older.stores
                            .models()
                            .deleteVersions(new ModelId(model), Connection.versions(List.of(serving)))
                            .complete())
                    .isFalse();
            assertThat(older.simulator.deployments(model)).hasSize(2);
        }
    }

    @Test
    void theServicesTimeIsThatOfItsLastAnswer() {
        Instant ahead = Instant.parse("2027-03-04T05:06:07Z");
        baseten.simulator.useClock(Clock.fixed(ahead, ZoneOffset.UTC));
        assertThat(baseten.stores.serviceTime()).isEmpty();
        assertThat(baseten.stores.models().stream()).isEmpty();
        assertThat(baseten.stores.serviceTime()).contains(ahead);
        baseten.time.advance(Duration.ofMinutes(2));
        assertThat(baseten.stores.serviceTime()).contains(ahead.plusSeconds(120));
    }

    @ParameterizedTest
    @CsvSource({"message", "error", "detail", "code", "list"})
    void theServicesOwnWordsAreMadeSafe(String field) {
        String hostile = "no " + baseten.simulator.apiKey() + " \\u001b[31m\\r\\nERROR \\u202e\\u009b";
        String body = field.equals("list") ? "[\"" + hostile + "\"]" : "{\"" + field + "\":\"" + hostile + "\"}";
        baseten.simulator.inject("list-models", SimulatedFault.answer(403, "application/json", body));
        assertThatThrownBy(() -> baseten.stores.models().list(PageRequest.first()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.getMessage() + refused.toMap())
                                .contains("no ")
                                .doesNotContain(baseten.simulator.apiKey(), "\u001b", "\r", "\n", "\u202e", "\u009b"));
    }
}
