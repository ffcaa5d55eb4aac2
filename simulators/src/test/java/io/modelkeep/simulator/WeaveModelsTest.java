package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaveModelsTest {
    private final WeaveSimulator simulator = WeaveSimulator.start();
    private final WeaveClient weave = new WeaveClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    private String digestOf(HttpResponse<String> created) throws Exception {
        return Client.json(created).get("digest").textValue();
    }

    private List<JsonNode> listed(String query) throws Exception {
        HttpResponse<String> response = weave.http().get(WeaveClient.MODELS + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body()
                .lines()
                .map(line -> {
                    try {
                        return JsonText.read(line);
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(line, e);
                    }
                })
                .toList();
    }

    private static List<String> texts(List<JsonNode> objects, String field) {
        return objects.stream().map(object -> object.get(field).asText()).toList();
    }

    @Test
    void creatingAModelAnswersItsFirstVersion() throws Exception {
        HttpResponse<String> response = weave.create("My Model", "class M: pass");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode created = Client.json(response);
        String digest = created.get("digest").textValue();
        assertThat(digest).matches("[A-Za-z0-9_-]{43}");
        assertThat(response.body())
                .isEqualTo("{\"digest\":\"" + digest + "\",\"object_id\":\"my_model\",\"version_index\":0,"
                        + "\"model_ref\":\"weave:///e/p/object/my_model:" + digest + "\"}");
        assertThat(simulator.models("e", "p")).containsExactly("my_model");
        assertThat(simulator.versions("e", "p", "my_model"))
                .extracting(SimulatedVersion::digest)
                .containsExactly(digest);
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "My Model, my_model",
        "user/model, user_model",
        "a<b>C, abc",
        "m.1-x_y, m.1-x_y",
        "\u00c4rger, \u00e4rger",
    })
    void theObjectIdIsTheNameMadeSafe(String name, String objectId) throws Exception {
        assertThat(Client.json(weave.create(name, "s")).get("object_id").textValue())
                .isEqualTo(objectId);
    }

    @ParameterizedTest
    @CsvSource({"''", "<>", "a:b", "a*", "a%"})
    void aNameWithoutAnIdIsAnInvalidField(String name) throws Exception {
        HttpResponse<String> response = weave.create(name, "s");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Client.json(response).get("reason").isTextual()).isTrue();
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();
    }

    @Test
    void anIdHasAtMost128Characters() throws Exception {
        assertThat(weave.create("\u00e4".repeat(128), "s").statusCode()).isEqualTo(200);
        assertThat(weave.create("\u00e4".repeat(129), "s").statusCode()).isEqualTo(422);
    }

    @Test
    void otherContentUnderANameOfTheSameIdIsTheNextVersion() throws Exception {
        weave.create("My Model", "s");

        JsonNode second = Client.json(weave.create("my_model", "s"));

        assertThat(second.get("object_id").textValue()).isEqualTo("my_model");
        assertThat(second.get("version_index").intValue()).isEqualTo(1);
    }

    @Test
    void theSameContentIsTheSameVersion() throws Exception {
        String first = weave.create("m", "s").body();
        String other = digestOf(weave.create("m", "t"));

        assertThat(weave.create("m", "s").body()).isEqualTo(first).doesNotContain(other);
        assertThat(simulator.versions("e", "p", "m")).hasSize(2);
        assertThat(simulator.exchanges().get(2).changedState())
                .as("latest moved back")
                .isTrue();
        weave.create("m", "s");
        assertThat(simulator.exchanges().get(3).changedState()).isFalse();
    }

    @Test
    void descriptionAndAttributesAreContentToo() throws Exception {
        weave.create("m", "s");
        String body =
                "{\"name\":\"m\",\"source_code\":\"s\",\"description\":\"d\",\"attributes\":{\"a\":[1.5]},\"x\":1}";

        HttpResponse<String> response = weave.http().post(WeaveClient.MODELS, body);

        assertThat(Client.json(response).get("version_index").intValue()).isEqualTo(1);
        JsonNode read = Client.json(weave.readModel("m", "v1"));
        assertThat(read.get("description").textValue()).isEqualTo("d");
        assertThat(read.get("attributes").toString()).isEqualTo("{\"a\":[1.5]}");
    }

    @Test
    void anAttributeOfASystemFieldsNameOverwritesIt() throws Exception {
        String body = "{\"name\":\"m\",\"source_code\":\"s\",\"attributes\":{\"name\":\"other\",\"files\":{},\"k\":1}}";
        weave.http().post(WeaveClient.MODELS, body);

        assertThat(listed("").get(0).get("name").textValue()).isEqualTo("other");
        assertThat(listed("").get(0).get("attributes").toString()).isEqualTo("{\"k\":1}");
        WeaveClient.assertReason(weave.readModel("m", "v0"), 400, "Model m has no source file");
    }

    @Test
    void aDeletedContentComesBackUnderItsDigest() throws Exception {
        String first = digestOf(weave.create("m", "s"));
        weave.create("m", "t");
        weave.delete("m", List.of());

        JsonNode again = Client.json(weave.create("m", "s"));

        assertThat(again.get("digest").textValue()).isEqualTo(first);
        assertThat(again.get("version_index").intValue()).isZero();
        assertThat(simulator.exchanges().get(3).changedState()).isTrue();
        assertThat(weave.found("\"filter\":{\"latest_only\":true}")).containsExactly("m:0");
        assertThat(simulator.deletedVersions("e", "p", "m"))
                .extracting(SimulatedVersion::versionIndex)
                .containsExactly(1);
    }

    @Test
    void aNameIsBoundToOneClass() throws Exception {
        simulator.addObject("e", "p", "Dataset", "taken");
        simulator.addOp("e", "p", "op");

        assertThat(weave.create("Taken", "s").statusCode()).isEqualTo(400);
        assertThat(weave.create("op", "s").statusCode()).isEqualTo(400);
        assertThat(simulator.versions("e", "p", "taken")).hasSize(1);
        assertThat(simulator.exchanges()).noneMatch(RecordedExchange::changedState);
    }

    @Test
    void aModelIsReadByDigestIndexAliasOrAsTheLatestAndEchoesTheName() throws Exception {
        String digest = digestOf(weave.create("m", "s"));
        weave.create("m", "t");
        simulator.setAlias("e", "p", "m", digest, "best");

        JsonNode byDigest = Client.json(weave.readModel("m", digest));

        assertThat(byDigest.toString())
                .isEqualTo("{\"object_id\":\"m\",\"digest\":\"" + digest + "\",\"version_index\":0,"
                        + "\"created_at\":\"2026-01-01T00:00:00.001000Z\",\"name\":\"m\",\"description\":null,"
                        + "\"source_code\":\"s\",\"attributes\":null}");
        JsonNode byAlias = Client.json(weave.readModel("m", "best"));
        assertThat(byAlias.get("digest").textValue()).isEqualTo("best");
        assertThat(byAlias.get("source_code").textValue()).isEqualTo("s");
        JsonNode latest = Client.json(weave.readModel("m", "latest"));
        assertThat(latest.get("digest").textValue()).isEqualTo("latest");
        assertThat(latest.get("version_index").intValue()).isEqualTo(1);
        assertThat(Client.json(weave.readModel("m", "v1")).get("source_code").textValue())
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({"m, v1", "m, v123456789", "m, v12345678901", "m, nonsense", "m, Latest", "other, latest"})
    void anUnknownVersionIsNotFound(String objectId, String digest) throws Exception {
        weave.create("m", "s");

        WeaveClient.assertReason(
                weave.readModel(objectId, digest), 404, "Obj " + objectId + ":" + digest + " not found");
    }

    @Test
    void deletedVersion_reportsItsDeletionTime() throws Exception {
        String digest = digestOf(weave.create("m", "s"));
        simulator.passTime(Duration.ofHours(1));
        weave.delete("m", List.of(digest));

        for (String name : List.of(digest, "v0")) {
            assertThat(weave.readModel("m", name).statusCode()).isEqualTo(404);
            assertThat(weave.readModel("m", name).body())
                    .isEqualTo("{\"reason\":\"m:v0 was deleted at 2026-01-01 01:00:00.002000+00:00\","
                            + "\"deleted_at\":\"2026-01-01T01:00:00.002000+00:00\"}");
        }
        WeaveClient.assertReason(weave.readModel("m", "latest"), 404, "Obj m:latest not found");
    }

    @Test
    void aModelWithoutSourceIsListedButNotRead() throws Exception {
        simulator.addModelWithoutSource("e", "p", "SdkModel_1");

        WeaveClient.assertReason(weave.readModel("SdkModel_1", "latest"), 400, "Model SdkModel_1 has no source file");
        assertThat(listed("")).hasSize(1);
        assertThat(listed("").get(0).get("source_code").textValue()).isEmpty();
        assertThat(listed("").get(0).get("object_id").textValue()).isEqualTo("SdkModel_1");
    }

    @Test
    void noClassIsCheckedOnReading() throws Exception {
        simulator.addOp("e", "p", "op");
        simulator.addObject("e", "p", "Dataset", "data");

        assertThat(Client.json(weave.readModel("op", "v0")).get("name").textValue())
                .isEqualTo("op");
        WeaveClient.assertReason(weave.readModel("data", "v0"), 400, "Model data has no source file");
    }

    @Test
    void theListHasOneLineForEachLiveVersionOfAModel() throws Exception {
        String first = digestOf(weave.create("b", "s"));
        weave.create("a", "s");
        weave.create("b", "t");
        weave.create("b", "u");
        simulator.addObject("e", "p", "Dataset", "data");
        simulator.addOp("e", "p", "op");
        simulator.addModel("e", "other", "m");
        weave.delete("b", List.of("v1"));

        HttpResponse<String> response = weave.http().get(WeaveClient.MODELS);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        assertThat(response.body().lines()).hasSize(3);
        assertThat(response.body()).endsWith("}\n");
        assertThat(texts(listed(""), "object_id")).containsExactly("b", "a", "b");
        assertThat(texts(listed(""), "version_index")).containsExactly("0", "0", "2");
        assertThat(listed("").get(0).get("digest").textValue()).isEqualTo(first);
        assertThat(texts(listed(""), "source_code")).containsExactly("s", "s", "u");
        assertThat(texts(listed(""), "created_at")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theListCanBeCut() throws Exception {
        String id = simulator.addModel("e", "p", "m");
        simulator.addVersions("e", "p", id, 9);

        assertThat(texts(listed("?limit=3&offset=2"), "version_index")).containsExactly("2", "3", "4");
        assertThat(texts(listed("?offset=8"), "version_index")).containsExactly("8", "9");
        assertThat(listed("?limit=99999999999999999999")).hasSize(10);
        assertThat(listed("?offset=99999999999999999999")).isEmpty();
        assertThat(listed("?limit=0")).isEmpty();
        assertThat(listed("")).hasSize(10);
        WeaveClient.assertReason(
                weave.http().get(WeaveClient.MODELS + "?limit=-1"), 400, "Limit must be a positive integer");
        assertThat(weave.http().get(WeaveClient.MODELS + "?offset=-1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anEmptyListHasNoBody() throws Exception {
        HttpResponse<String> response = weave.http().get(WeaveClient.MODELS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}
