package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.simulator.baseten.BasetenQuirk;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 404 that any web server may give is not taken for the service's word. */
class WrongBaseUrlTest {

    private final Connection baseten = new Connection();
    private final ModelId model = new ModelId(baseten.simulator.addModel("agent"));

    @AfterEach
    void close() {
        baseten.close();
    }

    private void answer(String operation, int status, String body) {
        baseten.simulator.inject(operation, SimulatedFault.answer(status, "application/json", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":\"Not Found\"}",
                "{\"message\":\"Not Found\"}",
                "{\"message\":\"no Route matched with those values\"}",
                "{\"timestamp\":\"now\",\"status\":404,\"error\":\"Not Found\",\"path\":\"/\"}",
                "{\"status\":404,\"error\":\"Not Found\",\"message\":\"No static resource v1/models.\"}",
                "{\"message\":\"no such model\"}",
                "{\"error\":\"no such model\"}",
                "{\"detail\":\"no such model\"}",
                "{\"code\":\"MODEL_NOT_FOUND\"}"
            })
    void everyRouterAnswer_needsAnotherProof(String body) {
        answer("get-model", 404, body);
        assertThatThrownBy(() -> baseten.stores.models().get(model)).isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked()).containsExactly("GET /v1/models/" + model, "GET /v1/teams");

        ModelkeepClient fresh = baseten.open(Map.of());
        answer("get-model", 404, body);
        answer("list-teams", 404, body);
        assertThatThrownBy(() -> fresh.models().get(model)).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void afterASuccessNoOtherProofIsNeeded() {
        baseten.stores.models().get(model);
        answer("get-model", 404, "{\"detail\":\"Not Found\"}");
        assertThatThrownBy(() -> baseten.stores.models().get(model)).isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked("list-teams")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"no such model\"]", "{}", "{\"message\":\"\"}", "{\"message\":7}", "\"gone\"", "null"})
    void errorInAnotherFormat_isNotTrusted(String body) {
        answer("get-model", 404, body);
        ModelDeletion deletion = baseten.stores.models().delete(model, DeleteMode.FORCE);
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
        assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.simulator.models()).containsExactly(model.value());
    }

    @Test
    void whereNothingIsTheServiceNothingIsAbsent() {
        String gateway = "{\"message\":\"no Route matched with those values\"}";
        for (String operation : List.of("get-model", "delete-deployment", "list-loops-checkpoints", "list-teams")) {
            for (int time = 0; time < 3; time++) {
                answer(operation, 404, gateway);
            }
        }
        ModelDeletion deletion = baseten.stores.models().delete(model, DeleteMode.FORCE);
        assertThat(deletion.outcome().isAbsent()).isFalse();
        assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.stores
                        .models()
                        .deleteVersions(model, Connection.versions(List.of("d1")), DeleteMode.FORCE)
                        .summary())
                .isEqualTo(Map.of(DeleteOutcome.FAILED, 1));
        assertThat(baseten.stores
                        .checkpoints()
                        .delete(Connection.run("r1"), Connection.checkpoints(List.of("c1")))
                        .abortCause())
                .containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.asked("delete-model")).isZero();
    }

    @Test
    void aKeyThatMayNotListTeamsIsAGoodKey() {
        try (Connection other = new Connection(
                BasetenSimulator.builder().quirks(BasetenQuirk.TEAMS_FORBIDDEN).start())) {
            assertThatThrownBy(() -> other.stores.models().get(new ModelId("absent1")))
                    .isInstanceOf(NotFoundException.class);
            assertThat(other.asked()).containsExactly("GET /v1/models/absent1", "GET /v1/teams");
            assertThat(other.open(Map.of())
                            .models()
                            .delete(new ModelId("absent1"), DeleteMode.SAFE)
                            .outcome())
                    .isEqualTo(DeleteOutcome.ALREADY_ABSENT);
            String run = other.simulator.addRun("Qwen/Qwen3-8B");
            assertThatThrownBy(() -> other.open(Map.of()).checkpoints().stream(Connection.run("absent1"))
                            .toList())
                    .isInstanceOf(NotFoundException.class);
            assertThat(other.open(Map.of()).checkpoints().stream(Connection.run(run)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {\"message\":\"no\"}    | proof",
                "401 | {\"error\":\"no\"}      | proof",
                "500 | {\"message\":\"sorry\"} | proof",
                "429 | [\"slow down\"]         | proof",
                "403 | {\"status\":\"no\"}     | none",
                "404 | {\"message\":\"no\"}    | none",
                "200 | {\"status\":\"ok\"}     | none",
                "200 | {\"teams\":null}        | none",
                "200 | []                      | none"
            })
    void anyAnswerInTheServicesFormatButA404ProvesTheBaseUrl(int status, String body, String proof) {
        for (int attempt = 0; attempt < 3; attempt++) {
            answer("list-teams", status, body);
        }
        answer("get-model", 404, "{\"message\":\"no such model\"}");
        assertThatThrownBy(() -> baseten.stores.models().get(model))
                .isInstanceOf(proof.equals("proof") ? NotFoundException.class : MalformedResponseException.class);
    }

    @Test
    void aRefusedListProvesTheBaseUrlAsWell() {
        answer("list-models", 403, "{\"message\":\"no\"}");
        assertThatThrownBy(() -> baseten.stores.models().stream().toList())
                .isInstanceOf(PermissionDeniedException.class);
        answer("get-model", 404, "{\"message\":\"no such model\"}");
        assertThatThrownBy(() -> baseten.stores.models().get(model)).isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked("list-teams")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get-model",
                "list-models",
                "list-deployments",
                "list-runs",
                "search-jobs",
                "list-loops-checkpoints",
                "list-job-checkpoints",
                "list-loops-files"
            })
    void anotherServicesSuccessIsNoAnswerAndNoProof(String operation) {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String job = baseten.simulator.addJob(baseten.simulator.addProject("p"));
        Map<String, Supplier<?>> reads = Map.of(
                "get-model", () -> baseten.stores.models().get(model),
                "list-models", () -> baseten.stores.models().stream().toList(),
                "list-deployments",
                        () -> baseten.stores.models().streamVersions(model).toList(),
                "list-runs", () -> baseten.stores.checkpoints().streamRuns().toList(),
                "search-jobs",
                        () -> baseten.stores
                                .checkpoints()
                                .listRuns(PageRequest.first().withToken("training-jobs")),
                "list-loops-checkpoints",
                        () -> baseten.stores.checkpoints().stream(Connection.run(run))
                                .toList(),
                "list-job-checkpoints",
                        () -> baseten.stores.checkpoints().stream(Connection.job("p1", job))
                                .toList(),
                "list-loops-files",
                        () -> baseten.stores
                                .checkpoints()
                                .listFiles(Connection.run(run), new CheckpointId("c1"), PageRequest.first()));
        answer(operation, 200, "{\"status\":\"ok\"}");
        assertThatThrownBy(() -> Objects.requireNonNull(reads.get(operation)).get())
                .isInstanceOf(MalformedResponseException.class);
        answer("get-model", 404, "{\"message\":\"no such model\"}");
        answer("list-teams", 404, "{\"message\":\"no such route\"}");
        assertThatThrownBy(() -> baseten.stores.models().get(model))
                .as("nothing has proved the base URL")
                .isInstanceOf(MalformedResponseException.class);
    }
}
