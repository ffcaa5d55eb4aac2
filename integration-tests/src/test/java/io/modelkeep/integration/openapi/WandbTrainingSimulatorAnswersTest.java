package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator answers a client other than ours. */
class WandbTrainingSimulatorAnswersTest extends AnotherClient<WandbTrainingSimulator> {

    private String model = "";

    WandbTrainingSimulatorAnswersTest() {
        super("wandb-training", WandbTrainingSimulator.start());
    }

    @BeforeEach
    void addModel() {
        model = simulator.addModel("project", "agent");
        simulator.addCheckpoints(model, 3);
        names.put("MODEL", model);
    }

    @Test
    void eachOperationIsAnsweredAsDocumented() throws Exception {
        assertAllAnswered(
                List.of(),
                List.of(
                        exchange("GET", "/health", ""),
                        exchange("GET", "/preview/base-models", ""),
                        exchange("POST", "/preview/models", "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}"),
                        exchange(
                                "POST",
                                "/preview/models",
                                "{\"entity\":null,\"project\":\"p\",\"name\":\"m\",\"base_model\":\"b\"}"),
                        exchange("GET", "/preview/models/MODEL/checkpoints", ""),
                        exchange("GET", "/preview/models/MODEL/checkpoints?limit=1&order=desc", ""),
                        exchange("DELETE", "/preview/models/MODEL/checkpoints", "{\"steps\":[1,-5,99]}"),
                        exchange("DELETE", "/preview/models/MODEL/checkpoints", "{\"steps\":[]}"),
                        exchange("DELETE", "/preview/models/MODEL", "")));
    }

    @Test
    void publicRoute_isAnsweredWithoutAKey() throws Exception {
        for (String open : List.of("/health", "/preview/base-models")) {
            assertAnswered(200, exchange(request("GET", open, "")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /preview/models",
        "DELETE, /preview/models/MODEL",
        "GET, /preview/models/MODEL/checkpoints",
        "DELETE, /preview/models/MODEL/checkpoints"
    })
    void protectedRoute_isRefusedWithoutAKey(String method, String target) throws Exception {
        assertRefusedWithoutKey(method, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"steps\":null}",
                "{\"steps\":7}",
                "{\"steps\":[\"a\"]}",
                "{\"steps\":[1.5]}",
                "{\"steps\":[null,{}]}"
            })
    void aBodyThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("DELETE", "/preview/models/MODEL/checkpoints", body));
        assertThat(simulator.checkpoints(model)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=101", "limit=ten", "limit=", "order=sideways", "order=", "limit=0&order=x"})
    void aQueryThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String query) throws Exception {
        assertRefused(422, exchange("GET", "/preview/models/MODEL/checkpoints?" + query, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":\"p\",\"name\":\"n\"}",
                "{\"project\":1,\"name\":\"n\",\"base_model\":\"b\"}",
                "{\"project\":\"p\",\"name\":null,\"base_model\":\"b\"}",
                "{\"entity\":[],\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}",
                "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":\"perhaps\"}",
                "{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":null}"
            })
    void aModelThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("POST", "/preview/models", body));
        assertThat(simulator.models()).hasSize(1);
    }

    @Test
    void anAnswerThatIsSpoiltOnTheWayIsFound() throws Exception {
        Map<SimulatedFault, String> spoilt = Map.of(
                SimulatedFault.editJson(answer -> {
                    answer.remove("deleted_count");
                    return answer;
                }),
                "body of the 200 required property 'deleted_count' not found",
                SimulatedFault.editJson(answer -> {
                    answer.put("not_found_steps", List.of("1"));
                    return answer;
                }),
                "body of the 200 /not_found_steps/0 string found, integer expected",
                SimulatedFault.damagedJson(),
                "body of the 200 is not one JSON value",
                SimulatedFault.answer(200, "text/html", "<html></html>"),
                "body of the 200 is text/html, which is not in the document",
                SimulatedFault.answer(200, "application/json", "{\"deleted_count\":0}"),
                "body of the 200 required property 'not_found_steps' not found",
                SimulatedFault.status(204),
                "the status 204 is not in the document");
        for (Map.Entry<SimulatedFault, String> fault : spoilt.entrySet()) {
            assertFound(
                    "delete-checkpoints",
                    fault.getKey(),
                    "DELETE",
                    "/preview/models/MODEL/checkpoints",
                    "{\"steps\":[1]}",
                    fault.getValue());
        }
    }
}
