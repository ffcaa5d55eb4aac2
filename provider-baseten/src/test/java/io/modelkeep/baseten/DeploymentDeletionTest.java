package io.modelkeep.baseten;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedDeployment;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments are deleted one by one, and one list settles what their answers leave open. */
class DeploymentDeletionTest {

    private static final String JSON = "application/json";

    private final Connection baseten = new Connection();
    private final String model = baseten.simulator.addModel("agent");

    @AfterEach
    void close() {
        baseten.close();
    }

    private DeleteReport<VersionId> delete(String... ids) {
        return delete(DeleteMode.SAFE, ids);
    }

    private DeleteReport<VersionId> delete(DeleteMode mode, String... ids) {
        return baseten.stores.models().deleteVersions(new ModelId(model), Connection.versions(List.of(ids)), mode);
    }

    private static StoreException cause(DeleteReport<VersionId> report) {
        return report.results().get(0).cause().orElseThrow();
    }

    private static List<DeleteOutcome> outcomes(DeleteReport<VersionId> report) {
        return report.results().stream().map(DeleteResult::outcome).toList();
    }

    private String tombstone(String id, boolean deleted, String ofModel) {
        return "{\"id\":\"" + id + "\",\"deleted\":" + deleted + ",\"model_id\":\"" + ofModel + "\"}";
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void deploymentInUse_isRefused_withTheServicesReason(int status) {
        try (Connection other =
                new Connection(BasetenSimulator.builder().refusalStatus(status).start())) {
            String served = other.simulator.addModel("served");
            String serving = other.simulator.deployments(served).get(0).id();
            String spare = other.simulator.addDeployments(served, 1).get(0);
            other.simulator.promote(served, serving, "staging");
            String single = other.simulator.addModel("single");
            String only = other.simulator.deployments(single).get(0).id();

            DeleteReport<VersionId> mixed = other.stores
                    .models()
                    .deleteVersions(
                            new ModelId(served), Connection.versions(List.of(serving, spare)), DeleteMode.FORCE);
            assertThat(outcomes(mixed)).containsExactly(REFUSED, DELETED);
            assertThat(cause(mixed).statusCode()).hasValue(status);
            assertThat(mixed.abortCause()).isEmpty();
            DeleteReport<VersionId> last = other.stores
                    .models()
                    .deleteVersions(new ModelId(single), Connection.versions(List.of(only)), DeleteMode.FORCE);
            assertThat(outcomes(last)).containsExactly(REFUSED);
            assertThat(cause(last).statusCode()).hasValue(status);
            assertThat(other.asked("list-deployments")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "development", "Production", "DEVELOPMENT", "a:b", "ä", "a.b"})
    void aliasesAndForeignIdsAreRefusedBeforeAnyRequest(String wrong) {
        String fine = baseten.simulator.addDeployments(model, 1).get(0);
        assertThatThrownBy(() -> delete(fine, wrong))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.statusCode()).isEmpty());
        assertThat(baseten.asked()).isEmpty();
    }

    @Test
    void absentIds_areSettledByOneList() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        assertThat(outcomes(delete(DeleteMode.FORCE, "absent1", there, "absent2")))
                .containsExactly(ALREADY_ABSENT, DELETED, ALREADY_ABSENT);
        assertThat(baseten.asked("delete-deployment")).isEqualTo(3);
        assertThat(baseten.asked("list-deployments")).isEqualTo(1);
    }

    @Test
    void unlistedId_isNotSent_andListedOnceMore() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        assertThat(outcomes(delete("absent1", there, "absent2")))
                .containsExactly(ALREADY_ABSENT, DELETED, ALREADY_ABSENT);
        assertThat(baseten.asked("delete-deployment")).isEqualTo(1);
        assertThat(baseten.asked("list-deployments")).isEqualTo(2);
        assertThat(baseten.time.sleeps()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aNameIsNotAlreadyAbsent() {
        String name = "{\"deployments\":[{\"id\":\"d1\",\"name\":\"deployment-1\"}]}";
        for (int time = 0; time < 3; time++) {
            baseten.simulator.inject("list-deployments", SimulatedFault.answer(200, JSON, name));
        }
        for (DeleteMode mode : DeleteMode.values()) {
            DeleteReport<VersionId> report = delete(mode, "deployment-1");
            assertThat(outcomes(report)).containsExactly(REFUSED);
            assertThat(cause(report))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("d1");
        }
        baseten.simulator.inject("delete-deployment", SimulatedFault.disconnect());
        assertThat(outcomes(delete(DeleteMode.FORCE, "deployment-1")))
                .as("nothing says what the first attempt did")
                .containsExactly(UNKNOWN);
    }

    @Test
    void nothingIsReadWhereNothingIsOpen() {
        List<String> there = baseten.simulator.addDeployments(model, 5);
        assertThat(delete(DeleteMode.FORCE, there.toArray(String[]::new)).complete())
                .isTrue();
        assertThat(baseten.simulator.exchanges()).hasSize(5);
    }

    @Test
    void withoutForceOneListShowsWhatServes() {
        List<String> there = baseten.simulator.addDeployments(model, 5);
        assertThat(delete(there.toArray(String[]::new)).complete()).isTrue();
        assertThat(baseten.simulator.exchanges()).hasSize(6);
        assertThat(baseten.asked().get(0)).isEqualTo("GET /v1/models/" + model + "/deployments");
    }

    @Test
    void ofAMissingModelNothingIsAlreadyAbsent() {
        DeleteReport<VersionId> report = ofMissingModel(DeleteMode.FORCE);
        assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        assertThat(outcomes(report)).containsOnly(FAILED);
        DeleteReport<VersionId> unsent = ofMissingModel(DeleteMode.SAFE);
        assertThat(unsent.abortCause()).containsInstanceOf(NotFoundException.class);
        assertThat(outcomes(unsent)).containsOnly(DeleteOutcome.NOT_ATTEMPTED);
    }

    private DeleteReport<VersionId> ofMissingModel(DeleteMode mode) {
        return baseten.stores
                .models()
                .deleteVersions(new ModelId("absent1"), Connection.versions(List.of("d1", "d2")), mode);
    }

    @Test
    void ofAMissingModelNothingThatWasCutOffIsPresumedDeleted() {
        baseten.simulator.inject("delete-deployment", SimulatedFault.disconnect());
        DeleteReport<VersionId> report = baseten.stores
                .models()
                .deleteVersions(new ModelId("absent1"), Connection.versions(List.of("d1")), DeleteMode.FORCE);
        assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        assertThat(outcomes(report)).containsExactly(UNKNOWN);
    }

    @Test
    void notFoundAndStillListedIsAContradictionAndNotGone() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        baseten.simulator.inject(
                "delete-deployment", SimulatedFault.answer(404, JSON, "{\"message\":\"no such deployment\"}"));
        DeleteReport<VersionId> report = delete(there);
        assertThat(outcomes(report)).containsExactly(FAILED);
        assertThat(cause(report)).isInstanceOf(ConflictException.class);
    }

    @Test
    void aLostAnswerIsRepeatedAndSettledByAList() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        baseten.simulator.inject(
                "delete-deployment", SimulatedFault.disconnect().applied());
        assertThat(outcomes(delete(DeleteMode.FORCE, there))).containsExactly(PRESUMED_DELETED);
        assertThat(baseten.asked("delete-deployment")).isEqualTo(2);
        assertThat(baseten.asked("list-deployments")).isEqualTo(1);
    }

    @Test
    void listedItem_isFailed_ifTheServiceEndedTheRequest() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject("delete-deployment", SimulatedFault.status(503));
        }
        DeleteReport<VersionId> answered = delete(there);
        assertThat(outcomes(answered)).containsExactly(FAILED);
        assertThat(cause(answered)).isInstanceOf(UnavailableException.class);
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject("delete-deployment", SimulatedFault.disconnect());
        }
        DeleteReport<VersionId> silent = delete(there);
        assertThat(outcomes(silent)).containsExactly(UNKNOWN);
        assertThat(cause(silent)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void withoutAListNothingIsClaimed() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        baseten.simulator.inject("list-deployments", SimulatedFault.answer(403, JSON, "{\"message\":\"no\"}"));
        baseten.simulator.inject(
                "delete-deployment", SimulatedFault.answer(200, JSON, "{}").applied());
        DeleteReport<VersionId> report = baseten.open(Map.of("max-concurrency", "1"))
                .models()
                .deleteVersions(new ModelId(model), Connection.versions(List.of(there, "absent1")), DeleteMode.FORCE);
        assertThat(outcomes(report)).containsExactly(UNKNOWN, UNKNOWN);
        assertThat(cause(report)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aTombstoneThatSaysNotDeletedIsARefusal() {
        String there = baseten.simulator.addDeployments(model, 1).get(0);
        baseten.simulator.inject("delete-deployment", SimulatedFault.answer(200, JSON, tombstone(there, false, model)));
        assertThat(outcomes(delete(there))).containsExactly(REFUSED);
        assertThat(baseten.asked("list-deployments")).as("before and after").isEqualTo(2);
    }

    @Test
    void aTombstoneOfAnotherDeploymentStopsTheRest() {
        List<String> there = baseten.simulator.addDeployments(model, 8);
        List<String> before = remaining();
        for (String foreign : List.of(tombstone("another1", true, model), tombstone(there.get(0), true, "another1"))) {
            baseten.simulator.inject("delete-deployment", SimulatedFault.answer(200, JSON, foreign));
            DeleteReport<VersionId> report = baseten.open(Map.of("max-concurrency", "1"))
                    .models()
                    .deleteVersions(new ModelId(model), Connection.versions(there));
            assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
            assertThat(report.complete()).isFalse();
            assertThat(report.summary()).isEqualTo(Map.of(REFUSED, 1, DeleteOutcome.NOT_ATTEMPTED, 7));
        }
        assertThat(remaining()).isEqualTo(before);
    }

    private List<String> remaining() {
        return new ArrayList<>(baseten.simulator.deployments(model).stream()
                .map(SimulatedDeployment::id)
                .toList());
    }
}
