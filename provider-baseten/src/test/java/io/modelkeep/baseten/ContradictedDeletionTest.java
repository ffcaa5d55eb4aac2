package io.modelkeep.baseten;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.baseten.RawBaseten.Answer;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to the deletion of deployments and Loops checkpoints that the lists around it contradict. */
class ContradictedDeletionTest {

    private static final String DEPLOYMENTS = "GET /v1/models/m1/deployments";
    private static final String DELETE_D1 = "DELETE /v1/models/m1/deployments/d1";
    private static final String CHECKPOINTS = "GET /v1/loops/checkpoints?run_id=r1";
    private static final String DELETE_C1 = "DELETE /v1/loops/checkpoints/c1";
    private static final Answer DENIED = RawBaseten.json(404, "{\"code\":\"NOT_FOUND\",\"message\":\"not found\"}");

    private final RawBaseten baseten = new RawBaseten()
            .on("GET /v1/teams", RawBaseten.json(200, "{\"teams\":[]}"))
            .on("GET /v1/models/m1", RawBaseten.json(200, "{\"id\":\"m1\",\"name\":\"agent\"}"))
            .on("GET /v1/loops/runs/r1", RawBaseten.json(200, "{\"run\":{\"id\":\"r1\"}}"));

    @AfterEach
    void close() {
        baseten.close();
    }

    private static Answer deployments(String... ids) {
        return RawBaseten.json(
                200,
                Stream.of(ids)
                        .map(id -> "{\"id\":\"" + id + "\",\"model_id\":\"m1\",\"name\":\"deployment-1\","
                                + "\"is_production\":false,\"environment\":null}")
                        .collect(Collectors.joining(",", "{\"deployments\":[", "]}")));
    }

    private static Answer checkpoints(String... ids) {
        return RawBaseten.json(
                200,
                Stream.of(ids)
                        .map(id -> "{\"id\":\"" + id + "\",\"run_id\":\"r1\",\"checkpoint_id\":\"step-1\"}")
                        .collect(Collectors.joining(",", "{\"checkpoints\":[", "]}")));
    }

    private DeleteReport<VersionId> deleteDeployment(DeleteMode mode) {
        return baseten.stores.models().deleteVersions(new ModelId("m1"), List.of(new VersionId("d1")), mode);
    }

    private DeleteReport<CheckpointId> deleteCheckpoints(String... ids) {
        return baseten.stores.checkpoints().delete(Connection.run("r1"), Connection.checkpoints(List.of(ids)));
    }

    private static List<DeleteOutcome> outcomes(DeleteReport<?> report) {
        return report.results().stream().map(DeleteResult::outcome).toList();
    }

    private static StoreException cause(DeleteReport<?> report) {
        return report.results().get(0).cause().orElseThrow();
    }

    @Test
    void aDeniedDeploymentIsAbsentOnlyWhereTheListAgrees() {
        baseten.on(DELETE_D1, DENIED).on(DEPLOYMENTS, deployments("d0"));
        assertThat(outcomes(deleteDeployment(DeleteMode.FORCE))).containsExactly(ALREADY_ABSENT);
        assertThat(baseten.pauses())
                .as("an answer and a complete list are enough")
                .isZero();
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"));
        DeleteReport<VersionId> listed = deleteDeployment(DeleteMode.FORCE);
        assertThat(outcomes(listed)).containsExactly(FAILED);
        assertThat(cause(listed)).isInstanceOf(ConflictException.class);
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(PRESUMED_DELETED);
    }

    @Test
    void aDeniedCheckpointThatWasListedIsNotAlreadyAbsent() {
        baseten.on(DELETE_C1, DENIED).on(CHECKPOINTS, checkpoints("c1"));
        DeleteReport<CheckpointId> listed = deleteCheckpoints("c1");
        assertThat(outcomes(listed)).containsExactly(FAILED);
        assertThat(cause(listed)).isInstanceOf(ConflictException.class);
        baseten.on(CHECKPOINTS, checkpoints("c1"), checkpoints("c2"));
        assertThat(outcomes(deleteCheckpoints("c1"))).containsExactly(PRESUMED_DELETED);
    }

    @ParameterizedTest
    @CsvSource({"408, UNKNOWN", "502, UNKNOWN", "504, UNKNOWN", "522, UNKNOWN", "500, FAILED", "503, FAILED"})
    void anErrorOfAGatewayDoesNotEndTheWork(int status, DeleteOutcome stillListed) {
        baseten.on(DELETE_D1, RawBaseten.own(status)).on(DEPLOYMENTS, deployments("d0", "d1"));
        assertThat(outcomes(deleteDeployment(DeleteMode.FORCE))).containsExactly(stillListed);
        baseten.on(DELETE_C1, RawBaseten.own(status)).on(CHECKPOINTS, checkpoints("c1"));
        assertThat(outcomes(deleteCheckpoints("c1"))).containsExactly(stillListed);
        baseten.on(DELETE_C1, RawBaseten.html(status));
        assertThat(outcomes(deleteCheckpoints("c1")))
                .as("not in the service's format")
                .containsExactly(UNKNOWN);
        baseten.on(CHECKPOINTS, checkpoints("c1"), checkpoints("c2"));
        assertThat(outcomes(deleteCheckpoints("c1"))).containsExactly(PRESUMED_DELETED);
    }

    @Test
    void oneListThatOmitsAnIdIsConfirmedOncePerCall() {
        baseten.on(CHECKPOINTS, checkpoints("c1"))
                .on(DELETE_C1, RawBaseten.json(200, "{\"id\":\"c1\",\"run_id\":\"r1\"}"));
        assertThat(outcomes(deleteCheckpoints("c8", "c1", "c9")))
                .containsExactly(ALREADY_ABSENT, DELETED, ALREADY_ABSENT);
        assertThat(baseten.asked()).containsExactly(CHECKPOINTS, DELETE_C1, CHECKPOINTS);
        assertThat(baseten.pauses()).isEqualTo(1);
    }

    @Test
    void idMissingFromOneListOnly_isNotAbsent() {
        baseten.on(CHECKPOINTS, checkpoints("c2"), checkpoints("c1", "c2"));
        DeleteReport<CheckpointId> report = deleteCheckpoints("c1");
        assertThat(outcomes(report)).containsExactly(NOT_ATTEMPTED);
        assertThat(cause(report)).isInstanceOf(ListChangedException.class);
        assertThat(report.complete()).isFalse();
        assertThat(baseten.asked(DELETE_C1)).isZero();
        baseten.on(DEPLOYMENTS, deployments("d0"), deployments("d0", "d1"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(NOT_ATTEMPTED);
        assertThat(baseten.asked(DELETE_D1)).isZero();
    }

    @Test
    void idMissingFromOneList_withoutASecondList_isNotAttempted() {
        baseten.on(CHECKPOINTS, checkpoints("c2"), RawBaseten.html(503));
        assertThat(outcomes(deleteCheckpoints("c1"))).containsExactly(NOT_ATTEMPTED);
        try (RawBaseten hasty = new RawBaseten(Map.of("call-timeout", "2s"))) {
            hasty.on(CHECKPOINTS, checkpoints("c2"));
            DeleteReport<CheckpointId> report =
                    hasty.stores.checkpoints().delete(Connection.run("r1"), Connection.checkpoints(List.of("c1")));
            assertThat(outcomes(report)).containsExactly(NOT_ATTEMPTED);
        }
    }

    @Test
    void aListThatLagsBehindASuccessDoesNotMakeItFail() {
        baseten.on(DELETE_D1, RawBaseten.json(200, "{}"))
                .on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0", "d1"), deployments("d0"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(PRESUMED_DELETED);
        assertThat(baseten.pauses()).isEqualTo(1);
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(FAILED);
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0", "d1"), RawBaseten.own(403));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE)))
                .as("one read is too little")
                .containsExactly(UNKNOWN);
    }

    @Test
    void aListThatLagsBehindALostDeletionDoesNotMakeItFail() {
        baseten.on(DELETE_D1, RawBaseten.own(500), DENIED).on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0"));
        assertThat(outcomes(deleteDeployment(DeleteMode.FORCE))).containsExactly(PRESUMED_DELETED);
    }

    @Test
    void aRefusalWithSuccessIsSettledByLists() {
        baseten.on(DELETE_D1, RawBaseten.json(200, "{\"id\":\"d1\",\"deleted\":false,\"model_id\":\"m1\"}"))
                .on(DEPLOYMENTS, deployments("d0", "d1"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(REFUSED);
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0"));
        assertThat(outcomes(deleteDeployment(DeleteMode.SAFE))).containsExactly(PRESUMED_DELETED);
        assertThat(baseten.pauses()).as("no answer denies it, so two lists do").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"d2\",\"deleted\":true,\"model_id\":\"m1\"}",
                "{\"id\":\"d1\",\"deleted\":true,\"model_id\":\"m2\"}",
                "{\"id\":\"d2\",\"deleted\":false,\"model_id\":\"m1\"}"
            })
    void aTombstoneOfSomethingElseIsAnAlarm(String tombstone) {
        baseten.on(DELETE_D1, RawBaseten.json(200, tombstone)).on(DEPLOYMENTS, deployments("d0", "d1"));
        DeleteReport<VersionId> listed = deleteDeployment(DeleteMode.SAFE);
        assertThat(listed.alarm()).isPresent();
        assertThat(outcomes(listed)).containsExactly(REFUSED);
        baseten.on(DEPLOYMENTS, deployments("d0", "d1"), deployments("d0"));
        DeleteReport<VersionId> gone = deleteDeployment(DeleteMode.SAFE);
        assertThat(gone.alarm()).isPresent();
        assertThat(outcomes(gone)).containsExactly(PRESUMED_DELETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"run_id\":null", ",\"run_id\":\"r2\""})
    void aRowThatDoesNotNameItsRunIsNotOfThisRun(String runId) {
        baseten.on(CHECKPOINTS, RawBaseten.json(200, "{\"checkpoints\":[{\"id\":\"c1\"" + runId + "}]}"));
        assertThatThrownBy(() -> baseten.stores.checkpoints().stream(Connection.run("r1"))
                        .toList())
                .isInstanceOf(MalformedResponseException.class);
        DeleteReport<CheckpointId> report = deleteCheckpoints("c1");
        assertThat(outcomes(report)).containsExactly(NOT_ATTEMPTED);
        assertThat(report.abortCause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.asked(DELETE_C1)).isZero();
    }

    @Test
    void aSettlingListOfAnotherRunSettlesNothing() {
        baseten.on(DELETE_C1, RawBaseten.own(500))
                .on(CHECKPOINTS, checkpoints("c1"), RawBaseten.json(200, "{\"checkpoints\":[{\"id\":\"c7\"}]}"));
        assertThat(outcomes(deleteCheckpoints("c1"))).containsExactly(UNKNOWN);
    }

    @Test
    void aDeploymentOfAnotherModelSettlesNothing() {
        baseten.on(DELETE_D1, DENIED)
                .on(DEPLOYMENTS, RawBaseten.json(200, "{\"deployments\":[{\"id\":\"d7\",\"model_id\":\"m2\"}]}"));
        assertThat(outcomes(deleteDeployment(DeleteMode.FORCE))).containsExactly(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                               | REFUSED",
                ",\"environment\":null                            | REFUSED",
                ",\"environment\":null,\"is_production\":null     | REFUSED",
                ",\"is_production\":true                          | REFUSED",
                ",\"environment\":\"staging\"                     | REFUSED",
                ",\"environment\":\"staging\",\"is_production\":false | REFUSED",
                ",\"is_production\":false                         | DELETED",
                ",\"environment\":null,\"is_production\":false    | DELETED"
            })
    void unknownIsNotIdle(String liveness, DeleteOutcome withoutForce) {
        baseten.on(DELETE_D1, RawBaseten.json(200, "{\"id\":\"d1\",\"deleted\":true,\"model_id\":\"m1\"}"))
                .on(
                        DEPLOYMENTS,
                        RawBaseten.json(
                                200, "{\"deployments\":[{\"id\":\"d1\",\"model_id\":\"m1\"" + liveness + "}]}"));
        DeleteReport<VersionId> report = deleteDeployment(DeleteMode.SAFE);
        assertThat(outcomes(report)).containsExactly(withoutForce);
        if (withoutForce == REFUSED) {
            assertThat(cause(report)).isInstanceOf(ConflictException.class);
            assertThat(baseten.asked()).containsExactly(DEPLOYMENTS);
        } else {
            assertThat(baseten.asked()).containsExactly(DEPLOYMENTS, DELETE_D1);
        }
        assertThat(outcomes(deleteDeployment(DeleteMode.FORCE))).containsExactly(DELETED);
    }
}
