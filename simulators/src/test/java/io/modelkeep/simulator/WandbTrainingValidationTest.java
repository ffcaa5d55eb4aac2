package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WandbTrainingValidationTest {
    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final Client client = new Client(simulator);
    private final String model = simulator.addModel("p", "n");

    @AfterEach
    void close() {
        simulator.close();
    }

    private static void assertError(HttpResponse<String> response, String location, String type) throws Exception {
        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode details = Client.json(response).get("detail");
        assertThat(details.isArray()).isTrue();
        assertThat(details).as(response.body()).anySatisfy(detail -> {
            assertThat(detail.get("loc").toString()).isEqualTo(location);
            assertThat(detail.get("type").textValue()).isEqualTo(type);
            assertThat(detail.get("msg").textValue()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0      | [\"query\",\"limit\"] | greater_than_equal",
                "limit=-5     | [\"query\",\"limit\"] | greater_than_equal",
                "limit=101    | [\"query\",\"limit\"] | less_than_equal",
                "limit=       | [\"query\",\"limit\"] | int_parsing",
                "limit=ten    | [\"query\",\"limit\"] | int_parsing",
                "limit=1.5    | [\"query\",\"limit\"] | int_parsing",
                "order=up     | [\"query\",\"order\"] | literal_error",
                "order=DESC   | [\"query\",\"order\"] | literal_error",
            })
    void aWrongQueryValueIsNamed(String query, String location, String type) throws Exception {
        assertError(client.get(Client.checkpoints(model) + "?" + query), location, type);
    }

    @Test
    void severalWrongValuesAreNamedTogether() throws Exception {
        HttpResponse<String> response = client.get(Client.checkpoints(model) + "?limit=0&order=up");

        assertThat(Client.json(response).get("detail")).hasSize(2);
        assertThat(response.body())
                .contains("\"msg\":\"Input should be greater than or equal to 1\",\"input\":\"0\",\"ctx\":{\"ge\":1}")
                .contains("\"msg\":\"Input should be 'asc' or 'desc'\"");
    }

    @ParameterizedTest
    @CsvSource({"1", "20", "100", "%2020%20", "20.0", "+7", "1_0"})
    void limit_acceptsWhatPydanticReadsAsAnInteger(String limit) throws Exception {
        assertThat(client.get(Client.checkpoints(model) + "?limit=" + limit.replace("+", "%2B"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                     | [\"body\",\"steps\"]     | missing",
                "{\"steps\":null}       | [\"body\",\"steps\"]     | list_type",
                "{\"steps\":5}          | [\"body\",\"steps\"]     | list_type",
                "{\"steps\":{\"0\":1}}  | [\"body\",\"steps\"]     | list_type",
                "{\"steps\":[1,\"a\"]}  | [\"body\",\"steps\",1]   | int_parsing",
                "{\"steps\":[\"\"]}     | [\"body\",\"steps\",0]   | int_parsing",
                "{\"steps\":[1.5]}      | [\"body\",\"steps\",0]   | int_from_float",
                "{\"steps\":[\"1.5\"]}  | [\"body\",\"steps\",0]   | int_parsing",
                "{\"steps\":[1e400]}    | [\"body\",\"steps\",0]   | finite_number",
                "{\"steps\":[null]}     | [\"body\",\"steps\",0]   | int_type",
                "{\"steps\":[[1]]}      | [\"body\",\"steps\",0]   | int_type",
                "[1,2]                  | [\"body\"]               | model_attributes_type",
                "\"steps\"              | [\"body\"]               | model_attributes_type",
                "null                   | [\"body\"]               | missing",
                "{\"steps\":[1}         | [\"body\",11]            | json_invalid",
                "{\"steps\":[1]} x      | [\"body\",14]            | json_invalid",
            })
    void aWrongBodyOfADeletionIsNamedAndDeletesNothing(String body, String location, String type) throws Exception {
        simulator.addCheckpoints(model, 2);

        assertError(client.delete(Client.checkpoints(model), body), location, type);
        assertThat(simulator.checkpoints(model)).hasSize(2);
    }

    @Test
    void aMissingBodyIsNamed() throws Exception {
        HttpResponse<String> response = client.delete(Client.checkpoints(model));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .isEqualTo("{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\","
                        + "\"input\":null}]}");
    }

    @Test
    void stepsAreReadAsLaxIntegers() throws Exception {
        simulator.addCheckpoints(model, 6);

        assertThat(client.deleteSteps(model, "[\"2\",3.0,true,\" 4 \",\"5.0\",6e0]")
                        .body())
                .isEqualTo("{\"deleted_count\":6,\"not_found_steps\":[]}");
    }

    @Test
    void unknownFieldsAreIgnored() throws Exception {
        assertThat(client.delete(Client.checkpoints(model), "{\"steps\":[],\"force\":true}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNotCalledJsonIsNotRead() throws Exception {
        HttpResponse<String> response = client.http()
                .send(
                        client.request("DELETE", Client.checkpoints(model), null)
                                .method("DELETE", BodyPublishers.ofString("{\"steps\":[1]}"))
                                .header("Content-Type", "text/plain")
                                .build(),
                        BodyHandlers.ofString());

        assertError(response, "[\"body\"]", "model_attributes_type");
    }

    @Test
    void aBodyWithoutATypeOrWithAJsonTypeIsRead() throws Exception {
        HttpResponse<String> untyped = client.http()
                .send(
                        client.request("DELETE", Client.checkpoints(model), null)
                                .method("DELETE", BodyPublishers.ofString("{\"steps\":[1]}"))
                                .build(),
                        BodyHandlers.ofString());
        HttpResponse<String> typed = client.http()
                .send(
                        client.request("DELETE", Client.checkpoints(model), null)
                                .method("DELETE", BodyPublishers.ofString("{\"steps\":[1]}"))
                                .header("Content-Type", "Application/vnd.x+json; charset=utf-8")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(untyped.statusCode()).isEqualTo(200);
        assertThat(typed.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"n\",\"base_model\":\"b\"}                     | [\"body\",\"project\"]         | missing",
                "{\"project\":\"p\",\"name\":1,\"base_model\":\"b\"}       | [\"body\",\"name\"]            | string_type",
                "{\"project\":\"p\",\"name\":\"n\",\"base_model\":null}    | [\"body\",\"base_model\"]      | string_type",
                "{\"entity\":7,\"project\":\"p\"}                          | [\"body\",\"entity\"]          | string_type",
                "{\"return_existing\":\"maybe\"}                           | [\"body\",\"return_existing\"] | bool_parsing",
                "{\"return_existing\":2}                                   | [\"body\",\"return_existing\"] | bool_parsing",
                "{\"return_existing\":null}                                | [\"body\",\"return_existing\"] | bool_type",
            })
    void aWrongBodyOfACreationIsNamed(String body, String location, String type) throws Exception {
        assertError(client.post("/preview/models", body), location, type);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"true", "1", "1.0", "\"True\"", "\"yes\"", "\"on\""})
    void returnExisting_acceptsWhatPydanticReadsAsTrue(String flag) throws Exception {
        String body = "{\"entity\":null,\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":"
                + flag + "}";

        assertThat(Client.json(client.post("/preview/models", body)).get("id").textValue())
                .isEqualTo(model);
    }

    @Test
    void validationComesAfterTheKeyAndBeforeTheModel() throws Exception {
        Client stranger = new Client(simulator.baseUrl().toString(), "wrong");

        assertThat(stranger.deleteSteps("nonsense", "5").statusCode()).isEqualTo(401);
        assertThat(client.deleteSteps("nonsense", "5").statusCode()).isEqualTo(422);
    }
}
