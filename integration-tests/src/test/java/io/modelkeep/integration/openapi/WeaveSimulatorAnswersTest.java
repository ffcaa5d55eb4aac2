package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator answers a client other than ours. */
class WeaveSimulatorAnswersTest extends AnotherClient<WeaveSimulator> {

    private static final String MODELS = "/v2/team/project/models";
    private static final String QUERY_OF = "{\"project_id\":\"team/project\",";
    private static final String OBJECT = QUERY_OF + "\"object_id\":\"agent\"";

    WeaveSimulatorAnswersTest() {
        super("weave", WeaveSimulator.start());
    }

    @BeforeEach
    void addModel() {
        simulator.addModel("team", "project", "agent");
        List<String> added = simulator.addVersions("team", "project", "agent", 4);
        names.put("FIRST", added.get(0));
        names.put("SECOND", added.get(1));
        names.put("THIRD", added.get(2));
        simulator.addTag("team", "project", "agent", added.get(0), "good");
        simulator.setAlias("team", "project", "agent", added.get(0), "production");
        simulator.addObject("team", "project", "Dataset", "questions");
        simulator.addOp("team", "project", "judge");
    }

    @Test
    void eachOperationIsAnsweredAsDocumented() throws Exception {
        assertAllAnswered(
                List.of(),
                List.of(
                        exchange("GET", "/health", ""),
                        exchange("GET", "/server_info", ""),
                        exchange("POST", MODELS, "{\"name\":\"n\",\"source_code\":\"pass\"}"),
                        exchange(
                                "POST",
                                MODELS,
                                "{\"name\":\"n\",\"source_code\":\"pass\",\"description\":null,\"attributes\":{\"a\":[1]}}"),
                        exchange("GET", MODELS, ""),
                        exchange("GET", MODELS + "?limit=2&offset=1", ""),
                        exchange("GET", MODELS + "?limit=0", ""),
                        exchange("GET", MODELS + "/agent/versions/FIRST", ""),
                        exchange("GET", MODELS + "/agent/versions/latest", ""),
                        exchange("POST", "/objs/query", "{\"project_id\":\"team/project\"}"),
                        exchange(
                                "POST",
                                "/objs/query",
                                QUERY_OF
                                        + "\"filter\":{\"base_object_classes\":[\"Model\"],\"object_ids\":null,"
                                        + "\"is_op\":false,\"latest_only\":true},\"limit\":10,\"offset\":0,"
                                        + "\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"desc\"}],"
                                        + "\"metadata_only\":true,\"include_storage_size\":true,"
                                        + "\"include_tags_and_aliases\":true}"),
                        exchange(
                                "POST",
                                "/obj/read",
                                OBJECT + ",\"digest\":\"FIRST\",\"include_tags_and_aliases\":true}"),
                        exchange("PUT", "/objs/agent/versions/SECOND/tags", QUERY_OF + "\"tags\":[\"a\",\"b\"]}"),
                        exchange("POST", "/objs/agent/versions/SECOND/tags/remove", QUERY_OF + "\"tags\":[\"a\"]}"),
                        exchange(
                                "PUT",
                                "/objs/agent/aliases",
                                QUERY_OF + "\"digest\":\"SECOND\",\"aliases\":[\"stable\"]}"),
                        exchange("POST", "/objs/agent/aliases/remove", QUERY_OF + "\"aliases\":[\"stable\"]}"),
                        exchange("DELETE", MODELS + "/agent?digests=FIRST", ""),
                        exchange("POST", "/obj/delete", OBJECT + ",\"digests\":[\"SECOND\"]}"),
                        exchange("DELETE", MODELS + "/agent", ""),
                        exchange("POST", "/obj/delete", QUERY_OF + "\"object_id\":\"questions\"}")));
    }

    @Test
    void publicRoute_isAnsweredWithoutAKey() throws Exception {
        for (String open : List.of("/health", "/server_info")) {
            assertAnswered(200, exchange(request("GET", open, "")));
        }
    }

    @Test
    void theKeyMayBeThePasswordOfAnyUser() throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString(("anyone:" + simulator.apiKey()).getBytes(StandardCharsets.UTF_8));
        assertAnswered(200, exchange(request("GET", MODELS, "").header("Authorization", "Basic " + credentials)));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /objs/query",
        "POST, /obj/read",
        "POST, /obj/delete",
        "PUT, /objs/agent/versions/FIRST/tags",
        "POST, /objs/agent/versions/FIRST/tags/remove",
        "PUT, /objs/agent/aliases",
        "POST, /objs/agent/aliases/remove",
        "POST, /v2/team/project/models",
        "GET, /v2/team/project/models",
        "GET, /v2/team/project/models/agent/versions/FIRST",
        "DELETE, /v2/team/project/models/agent"
    })
    void protectedRoute_isRefusedWithoutAKey(String method, String target) throws Exception {
        assertRefusedWithoutKey(method, target);
    }

    @Test
    void missingItem_isReportedAsDocumented() throws Exception {
        assertAnswered(404, exchange("GET", MODELS + "/nothing/versions/FIRST", ""));
        assertAnswered(404, exchange("DELETE", MODELS + "/nothing", ""));
        assertAnswered(404, exchange("DELETE", MODELS + "/agent?digests=FIRST&digests=nothing", ""));
        assertAnswered(200, exchange("DELETE", MODELS + "/agent?digests=FIRST&digests=SECOND", ""));
        assertAnswered(404, exchange("GET", MODELS + "/agent/versions/FIRST", ""));
        assertAnswered(404, exchange("POST", "/obj/read", OBJECT + ",\"digest\":\"SECOND\"}"));
    }

    @Test
    void documentedButUnsupportedRequest_isRefusedAsDocumented() throws Exception {
        assertAnswered(400, exchange("GET", MODELS + "?limit=-1", ""));
        assertAnswered(400, exchange("POST", "/objs/query", "{\"project_id\":\"team\"}"));
        assertAnswered(422, exchange("POST", MODELS, "{\"name\":\"<>\",\"source_code\":\"\"}"));
        simulator.forbid("team", "project");
        assertAnswered(403, exchange("GET", MODELS, ""));
        assertAnswered(403, exchange("POST", "/objs/query", "{\"project_id\":\"team/project\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "{}",
                "{\"project_id\":7}",
                "{\"project_id\":\"team/project\",\"limit\":\"ten\"}",
                "{\"project_id\":\"team/project\",\"limit\":1.5}",
                "{\"project_id\":\"team/project\",\"filter\":[]}",
                "{\"project_id\":\"team/project\",\"filter\":{\"object_ids\":\"agent\"}}",
                "{\"project_id\":\"team/project\",\"filter\":{\"classes\":[]}}",
                "{\"project_id\":\"team/project\",\"sort_by\":[{\"field\":\"created_at\"}]}",
                "{\"project_id\":\"team/project\",\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"up\"}]}",
                "{\"project_id\":\"team/project\",\"page\":2}"
            })
    void aQueryOfObjectsThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("POST", "/objs/query", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project_id\":\"team/project\"}",
                "{\"project_id\":\"team/project\",\"object_id\":\"agent\",\"digests\":\"FIRST\"}",
                "{\"project_id\":\"team/project\",\"object_id\":\"agent\",\"digests\":[7]}",
                "{\"project_id\":\"team/project\",\"object_id\":\"agent\",\"steps\":[7]}"
            })
    void aDeletionThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("POST", "/obj/delete", body));
        assertThat(simulator.versions("team", "project", "agent")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project_id\":\"team/project\"}",
                "{\"project_id\":\"team/project\",\"digest\":\"FIRST\"}",
                "{\"project_id\":\"team/project\",\"digest\":\"FIRST\",\"aliases\":\"a\"}",
                "{\"project_id\":\"team/project\",\"digest\":\"FIRST\",\"aliases\":[7]}"
            })
    void anAliasThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("PUT", "/objs/agent/aliases", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"n\"}",
                "{\"source_code\":\"pass\"}",
                "{\"name\":null,\"source_code\":\"pass\"}",
                "{\"name\":\"n\",\"source_code\":\"pass\",\"description\":7}",
                "{\"name\":\"n\",\"source_code\":\"pass\",\"attributes\":[]}"
            })
    void aModelThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(422, exchange("POST", MODELS, body));
        assertThat(simulator.models("team", "project")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=ten", "limit=", "offset=1.5", "limit=1&offset=x"})
    void aPageThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String query) throws Exception {
        assertRefused(422, exchange("GET", MODELS + "?" + query, ""));
    }

    @Test
    void anAnswerThatIsSpoiltOnTheWayIsFound() throws Exception {
        String query = "{\"project_id\":\"team/project\"}";
        assertFound(
                "list-models",
                SimulatedFault.editJson(answer -> {
                    answer.remove("objs");
                    return answer;
                }),
                "POST",
                "/objs/query",
                query,
                "body of the 200 required property 'objs' not found");
        assertFound(
                "delete-versions",
                SimulatedFault.editJson(answer -> {
                    answer.put("num_deleted", "1");
                    return answer;
                }),
                "POST",
                "/obj/delete",
                OBJECT + ",\"digests\":[\"FIRST\"]}",
                "body of the 200 /num_deleted string found, integer expected");
        assertFound(
                "v2-list-models",
                SimulatedFault.answer(200, "application/jsonl", "\n"),
                "GET",
                MODELS,
                "",
                "line in the body of the 200 is not one JSON value");
        assertFound(
                "list-models",
                SimulatedFault.status(503),
                "POST",
                "/objs/query",
                query,
                "body of the 503 required property 'reason' not found");
    }
}
