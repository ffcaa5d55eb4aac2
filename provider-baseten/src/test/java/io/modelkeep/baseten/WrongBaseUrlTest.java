package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.NotFoundException;
import io.modelkeep.Stores;
import io.modelkeep.simulator.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        baseten.simulator.inject(operation, Fault.answer(status, "application/json", body));
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
    void whateverItSaysNeedsAnotherProof(String body) {
        answer("get-model", 404, body);
        assertThatThrownBy(() -> baseten.stores.models().get(model)).isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked()).containsExactly("GET /v1/models/" + model, "GET /v1/teams");

        Stores fresh = baseten.open(Map.of());
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
    void whatIsNotInTheServicesShapeSaysNothing(String body) {
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
        assertThat(deletion.outcome().gone()).isFalse();
        assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.stores
                        .models()
                        .deleteVersions(model, Connection.versions(List.of("d1")))
                        .summary())
                .isEqualTo(Map.of(DeleteOutcome.FAILED, 1));
        assertThat(baseten.stores
                        .checkpoints()
                        .delete(Connection.run("r1"), Connection.checkpoints(List.of("c1")))
                        .stoppedBy())
                .containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.asked("delete-model")).isZero();
    }
}
