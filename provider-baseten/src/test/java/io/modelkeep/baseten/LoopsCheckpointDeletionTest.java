package io.modelkeep.baseten;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedLoopsCheckpoint;
import io.modelkeep.simulator.baseten.UnknownRun;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops checkpoints are deleted by the id that no other has, and job checkpoints not at all. */
class LoopsCheckpointDeletionTest {

    private static final String JSON = "application/json";

    private final Connection baseten = new Connection();
    private final String run = baseten.simulator.addRun("Qwen/Qwen3-8B");

    @AfterEach
    void close() {
        baseten.close();
    }

    private DeleteReport<CheckpointId> delete(String... ids) {
        return baseten.stores.checkpoints().delete(Connection.run(run), Connection.checkpoints(List.of(ids)));
    }

    private static List<DeleteOutcome> outcomes(DeleteReport<CheckpointId> report) {
        return report.results().stream().map(DeleteResult::outcome).toList();
    }

    private List<String> remaining() {
        return baseten.simulator.loopsCheckpoints(run).stream()
                .map(SimulatedLoopsCheckpoint::id)
                .toList();
    }

    @Test
    void ofTwoThatShareANameTheOneThatWasMeantGoes() {
        String sampler = baseten.simulator.addLoopsCheckpoint(run, "step-100", "sampler", 10);
        String trainer = baseten.simulator.addLoopsCheckpoint(run, "step-100", "trainer", 90);
        List<Checkpoint> listed =
                baseten.stores.checkpoints().stream(Connection.run(run)).toList();
        assertThat(listed).hasSize(2).allSatisfy(checkpoint -> {
            assertThat(checkpoint.name()).contains("step-100");
            assertThat(checkpoint.step()).hasValue(100);
        });
        Checkpoint forTrainer = listed.stream()
                .filter(checkpoint -> "trainer".equals(checkpoint.attributes().get(BasetenAttributes.TARGET)))
                .findFirst()
                .orElseThrow();
        assertThat(forTrainer.id().value()).isEqualTo(trainer);
        baseten.stores
                .checkpoints()
                .delete(Connection.run(run), List.of(forTrainer.id()))
                .orThrow();
        assertThat(remaining()).containsExactly(sampler);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-100", "step_100", "final.v2", "a:b", "ä"})
    void namesAreRefusedBeforeAnyRequest(String name) {
        String id = baseten.simulator.addLoopsCheckpoint(run, "step-100", "sampler", 10);
        assertThatThrownBy(() -> delete(id, name)).isInstanceOf(InvalidRequestException.class);
        assertThat(baseten.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"final", "step100"})
    void aNameThatCouldBeAnIdIsRefusedForItsId(String name) {
        String named = baseten.simulator.addLoopsCheckpoint(run, name, "sampler", 10);
        String other = baseten.simulator.addLoopsCheckpoint(run, name, "trainer", 10);
        String free = baseten.simulator.addLoopsCheckpoint(run, "b", "sampler", 10);
        DeleteReport<CheckpointId> report = delete(name, free, "absent1");
        assertThat(outcomes(report)).containsExactly(REFUSED, DELETED, ALREADY_ABSENT);
        assertThat(report.abortCause()).isEmpty();
        assertThat(report.results().get(0).cause())
                .containsInstanceOf(InvalidRequestException.class)
                .hasValueSatisfying(cause -> assertThat(cause.getMessage()).contains(name, named, other));
        String list = "GET /v1/loops/checkpoints?run_id=" + run;
        assertThat(baseten.asked()).containsExactly(list, "DELETE /v1/loops/checkpoints/" + free, list);
        assertThat(remaining()).containsExactly(named, other);
    }

    @Test
    void anIdIsNoNameThoughAnotherHasItForOne() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        String other = baseten.simulator.addLoopsCheckpoint(run, id, "sampler", 10);
        assertThat(outcomes(delete(id))).containsExactly(DELETED);
        assertThat(remaining()).containsExactly(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qrpg2r0", "loops:", "loops:a:b", "job:p", "job:p:j:k", "Loops:abc", "loops:a.b"})
    void invalidRunId_isRefusedBeforeAnyRequest(String id) {
        RunId training = new RunId(id);
        assertThatThrownBy(() -> baseten.stores.checkpoints().delete(training, List.of()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> baseten.stores.checkpoints().stream(training).toList())
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> baseten.stores.checkpoints().capabilities(training))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(baseten.asked()).isEmpty();
    }

    @Test
    void itemInUse_isRefused_withTheServicesReason() {
        String used = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        String free = baseten.simulator.addLoopsCheckpoint(run, "b", "sampler", 10);
        baseten.simulator.markInUse(used, "served by sampler s7");
        DeleteReport<CheckpointId> report = delete(used, free);
        assertThat(outcomes(report)).containsExactly(REFUSED, DELETED);
        assertThat(report.results().get(0).cause())
                .hasValueSatisfying(cause -> assertThat(cause.getMessage()).contains("served by sampler s7"));
        assertThat(baseten.simulator.exchanges())
                .as("one list and two deletions")
                .hasSize(3);
        baseten.simulator.release(used);
        assertThat(outcomes(delete(used))).containsExactly(DELETED);
    }

    @Test
    void idOfAnotherRun_isNotSent() {
        List<String> own = baseten.simulator.addLoopsCheckpoints(run, 2);
        delete(own.get(0)).orThrow();
        String other = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String foreign = baseten.simulator.addLoopsCheckpoint(other, "a", "sampler", 10);
        baseten.simulator.clearExchanges();
        DeleteReport<CheckpointId> report = delete("absent1", own.get(0), own.get(1), foreign);
        assertThat(outcomes(report)).containsExactly(ALREADY_ABSENT, ALREADY_ABSENT, DELETED, ALREADY_ABSENT);
        assertThat(baseten.asked())
                .as("one list before, one after a pause for all that the first does not have")
                .containsExactly(
                        "GET /v1/loops/checkpoints?run_id=" + run,
                        "DELETE /v1/loops/checkpoints/" + own.get(1),
                        "GET /v1/loops/checkpoints?run_id=" + run,
                        "GET /v1/loops/runs/" + run);
        assertThat(baseten.time.sleeps()).contains(Duration.ofSeconds(3));
        assertThat(baseten.simulator.loopsCheckpoints(other)).hasSize(1);
    }

    @Test
    void anEmptyListIsCheckedByItsRun() {
        assertThat(outcomes(delete("absent1"))).containsExactly(ALREADY_ABSENT);
        String list = "GET /v1/loops/checkpoints?run_id=" + run;
        String get = "GET /v1/loops/runs/" + run;
        assertThat(baseten.asked()).containsExactly(list, get, list, get);
    }

    @Test
    void aTombstoneThatComesAgainIsAConfirmation() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        baseten.simulator.inject(
                "delete-loops-checkpoint", SimulatedFault.disconnect().applied());
        assertThat(outcomes(delete(id))).containsExactly(DELETED);
        assertThat(baseten.asked("delete-loops-checkpoint")).isEqualTo(2);
        assertThat(baseten.asked("list-loops-checkpoints")).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeReadIsSettledByAList() {
        String gone = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        baseten.simulator.addLoopsCheckpoint(run, "b", "sampler", 10);
        baseten.simulator.inject(
                "delete-loops-checkpoint",
                SimulatedFault.answer(200, JSON, "{}").applied());
        assertThat(outcomes(delete(gone))).containsExactly(PRESUMED_DELETED);
        String list = "GET /v1/loops/checkpoints?run_id=" + run;
        assertThat(baseten.asked()).containsExactly(list, "DELETE /v1/loops/checkpoints/" + gone, list);
    }

    @ParameterizedTest
    @EnumSource
    void ofAMissingRunNothingIsDeleted(UnknownRun answer) {
        try (Connection other =
                new Connection(BasetenSimulator.builder().unknownRun(answer).start())) {
            String elsewhere = other.simulator.addRun("Qwen/Qwen3-8B");
            List<String> there = other.simulator.addLoopsCheckpoints(elsewhere, 2);
            DeleteReport<CheckpointId> report =
                    other.stores.checkpoints().delete(Connection.run("absent1"), Connection.checkpoints(there));
            assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
            assertThat(outcomes(report)).containsOnly(NOT_ATTEMPTED);
            assertThat(other.asked()).allMatch(request -> request.startsWith("GET "));
            assertThat(other.simulator.loopsCheckpoints(elsewhere)).hasSize(2);
            assertThatThrownBy(() -> other.stores.checkpoints().stream(Connection.run("absent1"))
                            .toList())
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void runDeletedDuringTheCall_makesNoCheckpointAlreadyAbsent() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        baseten.simulator.inject("delete-loops-checkpoint", SimulatedFault.answer(404, JSON, "{\"message\":\"no\"}"));
        baseten.simulator.injectOnCall(
                "list-loops-checkpoints", 2, SimulatedFault.answer(404, JSON, "{\"message\":\"no such run\"}"));
        DeleteReport<CheckpointId> report = delete(id);
        assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        assertThat(outcomes(report))
                .as("it was there, and some checkpoints outlive their run")
                .containsExactly(UNKNOWN);
    }

    @Test
    void aRunThatCannotBeReadKeepsItsCheckpoints() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        baseten.simulator.inject("list-loops-checkpoints", SimulatedFault.answer(403, JSON, "{\"message\":\"no\"}"));
        DeleteReport<CheckpointId> report = delete(id);
        assertThat(report.abortCause()).containsInstanceOf(PermissionDeniedException.class);
        assertThat(outcomes(report)).containsExactly(NOT_ATTEMPTED);
        assertThat(remaining()).containsExactly(id);
    }

    @Test
    void aTombstoneOfAnotherRunStopsTheRest() {
        List<String> own = baseten.simulator.addLoopsCheckpoints(run, 3);
        String tombstone = "{\"id\":\"" + own.get(0) + "\",\"run_id\":\"another1\"}";
        baseten.simulator.inject(
                "delete-loops-checkpoint",
                SimulatedFault.answer(200, JSON, tombstone).applied());
        DeleteReport<CheckpointId> report = baseten.open(Map.of("max-concurrency", "1"))
                .checkpoints()
                .delete(Connection.run(run), Connection.checkpoints(own));
        assertThat(outcomes(report)).containsExactly(DELETED, NOT_ATTEMPTED, NOT_ATTEMPTED);
        assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(report.complete()).isFalse();
        assertThat(remaining()).isEqualTo(own.subList(1, 3));
    }

    @Test
    void aTombstoneOfAnotherIdIsNoProof() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        String tombstone = "{\"id\":\"another1\",\"run_id\":\"" + run + "\",\"checkpoint_id\":\"" + id + "\"}";
        baseten.simulator.inject("delete-loops-checkpoint", SimulatedFault.answer(200, JSON, tombstone));
        DeleteReport<CheckpointId> report = delete(id);
        assertThat(outcomes(report)).containsExactly(REFUSED);
        assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
    }

    @Test
    void aTombstoneNeedsNoMoreThanTheId() {
        String id = baseten.simulator.addLoopsCheckpoint(run, "a", "sampler", 10);
        baseten.simulator.inject(
                "delete-loops-checkpoint",
                SimulatedFault.answer(200, JSON, "{\"id\":\"" + id + "\"}").applied());
        assertThat(outcomes(delete(id))).containsExactly(DELETED);
    }

    @Test
    void theCheckpointsOfAJobCannotBeDeleted() {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        List<String> ids = baseten.simulator.addJobCheckpoints(job, 1);
        RunId training = Connection.job(project, job);
        assertThatThrownBy(() -> baseten.stores.checkpoints().delete(training, Connection.checkpoints(ids)))
                .isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
                    assertThat(refusal.missing()).containsExactly(Capability.CHECKPOINT_DELETE);
                    assertThat(refusal.forThisIdOnly()).isTrue();
                    assertThat(refusal.operation()).contains(Operation.DELETE_CHECKPOINTS);
                    assertThat(refusal).hasMessageContainingAll(training.value(), "go with the job", "loops:RUN_ID");
                });
        assertThat(baseten.stores.checkpoints().capabilities(training))
                .contains(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_FILES)
                .doesNotContain(Capability.CHECKPOINT_DELETE);
        Set<Capability> ofRun = baseten.stores.checkpoints().capabilities(Connection.run(run));
        assertThat(ofRun).contains(Capability.CHECKPOINT_DELETE);
        assertThat(baseten.asked()).isEmpty();
    }
}
