package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeaveValidationTest {
    private final WeaveSimulator simulator = WeaveSimulator.start();
    private final WeaveClient weave = new WeaveClient(simulator);

    WeaveValidationTest() {
        simulator.addModel("e", "p", "m");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private static void assertError(HttpResponse<String> response, String location, String type) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode details = Client.json(response).get("detail");
        assertThat(details).as(response.body()).hasSize(1);
        assertThat(details.get(0).get("loc").toString()).isEqualTo(location);
        assertThat(details.get(0).get("type").textValue()).isEqualTo(type);
        assertThat(details.get(0).get("msg").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"limit\":\"ten\"                     | [\"body\",\"limit\"]                          | int_parsing",
                "\"limit\":1.5                         | [\"body\",\"limit\"]                          | int_from_float",
                "\"offset\":[]                         | [\"body\",\"offset\"]                         | int_type",
                "\"metadata_only\":\"maybe\"           | [\"body\",\"metadata_only\"]                  | bool_parsing",
                "\"include_storage_size\":{}           | [\"body\",\"include_storage_size\"]           | bool_type",
                "\"wb_user_id\":\"u\"                  | [\"body\",\"wb_user_id\"]                     | extra_forbidden",
                "\"filter\":[]                         | [\"body\",\"filter\"]                         | model_attributes_type",
                "\"filter\":{\"object_id\":\"m\"}      | [\"body\",\"filter\",\"object_id\"]           | extra_forbidden",
                "\"filter\":{\"object_ids\":\"m\"}     | [\"body\",\"filter\",\"object_ids\"]          | list_type",
                "\"filter\":{\"object_ids\":{\"0\":1}} | [\"body\",\"filter\",\"object_ids\"]          | list_type",
                "\"filter\":{\"object_ids\":[\"m\",1]} | [\"body\",\"filter\",\"object_ids\",1]        | string_type",
                "\"filter\":{\"tags\":[null]}          | [\"body\",\"filter\",\"tags\",0]              | string_type",
                "\"filter\":{\"is_op\":\"x\"}          | [\"body\",\"filter\",\"is_op\"]               | bool_parsing",
                "\"filter\":{\"latest_only\":2}        | [\"body\",\"filter\",\"latest_only\"]         | bool_parsing",
                "\"sort_by\":{}                        | [\"body\",\"sort_by\"]                        | list_type",
                "\"sort_by\":[\"created_at\"]          | [\"body\",\"sort_by\",0]                      | model_attributes_type",
                "\"sort_by\":[{\"field\":\"created_at\"}]                        | [\"body\",\"sort_by\",0,\"direction\"] | missing",
                "\"sort_by\":[{\"direction\":\"asc\"}]                           | [\"body\",\"sort_by\",0,\"field\"]     | missing",
                "\"sort_by\":[{\"field\":1,\"direction\":\"asc\"}]               | [\"body\",\"sort_by\",0,\"field\"]     | string_type",
                "\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"ASC\"}]  | [\"body\",\"sort_by\",0,\"direction\"] | literal_error",
                "\"sort_by\":[{\"field\":\"created_at\",\"direction\":null}]     | [\"body\",\"sort_by\",0,\"direction\"] | literal_error",
                "\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"asc\",\"nulls\":1}] | [\"body\",\"sort_by\",0,\"nulls\"] | extra_forbidden",
            })
    void aWrongQueryIsNamed(String members, String location, String type) throws Exception {
        assertError(weave.query(members), location, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"limit\":\"1\"",
                "\"limit\":1.0,\"offset\":null,\"sort_by\":null,\"filter\":null,\"metadata_only\":null",
                "\"metadata_only\":\"yes\",\"include_storage_size\":1",
                "\"filter\":{\"latest_only\":\"true\",\"object_ids\":null,\"is_op\":0}",
            })
    void valuesThatPydanticAccepts_areAccepted(String members) throws Exception {
        assertThat(weave.found(members)).containsExactly("m:0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/objs/query | {}                                          | [\"body\",\"project_id\"] | missing",
                "/objs/query | []                                          | [\"body\"]                | model_attributes_type",
                "/objs/query | null                                        | [\"body\"]                | missing",
                "/objs/query | {\"project_id\":                            | [\"body\",14]             | json_invalid",
                "/obj/read   | {\"project_id\":\"e/p\",\"object_id\":\"m\"} | [\"body\",\"digest\"]     | missing",
                "/obj/read   | {\"project_id\":\"e/p\",\"object_id\":1,\"digest\":\"v0\"} | [\"body\",\"object_id\"] | string_type",
                "/obj/read   | {\"project_id\":\"e/p\",\"object_id\":\"m\",\"digest\":\"v0\",\"limit\":1} | [\"body\",\"limit\"] | extra_forbidden",
                "/obj/delete | {\"project_id\":\"e/p\",\"object_id\":\"m\",\"digest\":\"v0\"} | [\"body\",\"digest\"] | extra_forbidden",
                "/obj/delete | {\"project_id\":\"e/p\",\"object_id\":\"m\",\"digests\":\"v0\"} | [\"body\",\"digests\"] | list_type",
                "/obj/delete | {\"project_id\":\"e/p\",\"object_id\":\"m\",\"digests\":[0]} | [\"body\",\"digests\",0] | string_type",
                "/obj/delete | {\"project_id\":\"e/p\",\"object_id\":null} | [\"body\",\"object_id\"] | string_type",
                "/v2/e/p/models | {\"name\":\"n\"}                          | [\"body\",\"source_code\"] | missing",
                "/v2/e/p/models | {\"name\":null,\"source_code\":\"s\"}      | [\"body\",\"name\"]        | string_type",
                "/v2/e/p/models | {\"name\":\"n\",\"source_code\":\"s\",\"description\":1} | [\"body\",\"description\"] | string_type",
                "/v2/e/p/models | {\"name\":\"n\",\"source_code\":\"s\",\"attributes\":[]} | [\"body\",\"attributes\"] | dict_type",
            })
    void aWrongBodyIsNamedAndChangesNothing(String path, String body, String location, String type) throws Exception {
        assertError(weave.http().post(path, body), location, type);
        assertThat(simulator.versions("e", "p", "m")).hasSize(1);
        assertThat(simulator.models("e", "p")).containsExactly("m");
    }

    @ParameterizedTest
    @CsvSource({"limit, ten", "limit, ''", "offset, 1.5"})
    void aWrongQueryParameterIsNamed(String name, String value) throws Exception {
        assertError(
                weave.http().get(WeaveClient.MODELS + "?" + name + "=" + value),
                "[\"query\",\"" + name + "\"]",
                "int_parsing");
    }

    @Test
    void severalWrongFieldsAreNamedTogether() throws Exception {
        assertThat(Client.json(weave.query("\"x\":1,\"y\":2,\"limit\":\"z\"")).get("detail"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "", "e/p/q", "/p", "e/"})
    void aProjectHasAnEntity(String project) throws Exception {
        HttpResponse<String> response = weave.http().post("/objs/query", "{\"project_id\":\"" + project + "\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).get("reason").isTextual()).isTrue();
    }

    @Test
    void newProject_isEmpty() throws Exception {
        assertThat(weave.http()
                        .post("/objs/query", "{\"project_id\":\"no/where\"}")
                        .body())
                .isEqualTo("{\"objs\":[]}");
    }
}
