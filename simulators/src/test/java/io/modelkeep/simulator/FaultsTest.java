package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String DELETE_STEPS = "delete-checkpoints";

    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final Client client = new Client(simulator);
    private final String model = simulator.addModel("p", "n");

    FaultsTest() {
        simulator.addCheckpoints(model, 3);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private RecordedExchange lastExchange() {
        List<RecordedExchange> exchanges = simulator.exchanges();
        return exchanges.get(exchanges.size() - 1);
    }

    @Test
    void aStatusIsAnsweredOnceWithoutTouchingTheState() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(503).header("Retry-After", "0"));

        HttpResponse<String> failed = client.deleteSteps(model, "[1]");

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).isEqualTo("{\"detail\":\"Service Unavailable\"}");
        assertThat(failed.headers().firstValue("Retry-After")).hasValue("0");
        assertThat(simulator.checkpoints(model)).hasSize(3);
        assertThat(simulator.unconsumedFaults()).isEmpty();
        assertThat(client.deleteSteps(model, "[1]").statusCode()).isEqualTo(200);
    }

    @Test
    void anAppliedStatusHidesThatItWorked() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(500).applied());

        assertThat(client.deleteSteps(model, "[1]").statusCode()).isEqualTo(500);
        assertThat(simulator.checkpoints(model)).hasSize(2);
        assertThat(lastExchange().changedState()).isTrue();
    }

    @Test
    void aHeaderCanBeRepeatedAndABodyReplaced() throws Exception {
        simulator.inject(
                "health",
                SimulatedFault.status(429)
                        .header("Retry-After", "1")
                        .header("Retry-After", "soon")
                        .body("text/plain", "slow down \u00e9"));

        HttpResponse<String> response = client.get("/health");

        assertThat(response.headers().allValues("Retry-After")).containsExactly("1", "soon");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(response.body()).isEqualTo("slow down \u00e9");
    }

    @Test
    void anAnswerIsSentAsWritten() throws Exception {
        String odd = "{\"deleted_count\":1,\"deleted_count\":2,\"not_found_steps\":[1e400]}";
        simulator.inject(
                DELETE_STEPS,
                SimulatedFault.answer(200, "application/json", odd).applied());

        assertThat(client.deleteSteps(model, "[1]").body()).isEqualTo(odd);
        assertThat(simulator.checkpoints(model)).hasSize(2);
    }

    @Test
    void noContentHasNoBody() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(204));

        HttpResponse<String> response = client.deleteSteps(model, "[1]");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void aRedirectNamesItsTarget() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.redirect(307, URI.create("http://127.0.0.1:9/elsewhere")));

        HttpResponse<String> response = client.deleteSteps(model, "[1]");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).hasValue("http://127.0.0.1:9/elsewhere");
        assertThat(simulator.checkpoints(model)).hasSize(3);
    }

    @Test
    void damagedJsonIsACompleteMessageWithHalfTheText() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.damagedJson());

        HttpResponse<String> response = client.deleteSteps(model, "[1]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"deleted_count\":1,\"");
        assertThat(lastExchange().responseBody()).isEqualTo(response.body());
    }

    @Test
    void theRealAnswerCanBeEdited() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.editJson(answer -> {
            answer.put("deleted_count", 99);
            answer.remove("not_found_steps");
            answer.put("extra", List.of(1));
            return answer;
        }));

        HttpResponse<String> response = client.deleteSteps(model, "[1]");

        assertThat(response.body()).isEqualTo("{\"deleted_count\":99,\"extra\":[1]}");
        assertThat(lastExchange().responseBody()).isEqualTo(response.body());
        assertThat(simulator.checkpoints(model)).hasSize(2);
    }

    @Test
    void list_canBeEditedInPlace_andTheStateChanged() throws Exception {
        simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
            ((List<?>) Objects.requireNonNull(page.get("data"))).remove(0);
            simulator.addCheckpoints(model, 1);
            return page;
        }));

        assertThat(Client.json(client.get(Client.checkpoints(model))).get("data"))
                .hasSize(2);
        assertThat(simulator.checkpoints(model)).hasSize(4);
    }

    @Test
    void edit_thatThrows_isReported() throws Exception {
        simulator.inject("health", SimulatedFault.editJson(answer -> {
            throw new IllegalStateException("my mistake");
        }));

        HttpResponse<String> response = client.get("/health");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("my mistake");
    }

    @Test
    void onlyJsonObjectsAreEdited() throws Exception {
        simulator.inject("base-models", SimulatedFault.editJson(answer -> Map.of()));

        assertThat(Client.json(client.get("/preview/base-models")).isArray()).isTrue();
    }

    @Test
    void invalidFault_isRefused() {
        assertThatThrownBy(() -> SimulatedFault.status(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedFault.answer(600, "text/plain", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedFault.redirect(200, URI.create("http://x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedFault.delay(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedFault.gzipBomb(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedFault.stall().header("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SimulatedFault.disconnect().body("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SimulatedFault.cutBody().body("a", "b")).isInstanceOf(IllegalStateException.class);
    }
}
