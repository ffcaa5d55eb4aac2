package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaveQueryTest {
    private final WeaveSimulator simulator = WeaveSimulator.start();
    private final WeaveClient weave = new WeaveClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    /** b:0 a:0 a:1 b:1 sdk:0 data:0 op:0, in this order of time. */
    private void seed() {
        simulator.addModel("e", "p", "b");
        simulator.addModel("e", "p", "a");
        simulator.addVersions("e", "p", "a", 1);
        simulator.addVersions("e", "p", "b", 1);
        simulator.addModelWithoutSource("e", "p", "sdk");
        simulator.addObject("e", "p", "Dataset", "data");
        simulator.addOp("e", "p", "op");
        simulator.addModel("e", "other", "elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                    | b:0 a:0 a:1 b:1 sdk:0 data:0 op:0",
                "\"base_object_classes\":[\"Model\"]                 | b:0 a:0 a:1 b:1 sdk:0",
                "\"base_object_classes\":[\"Model\",\"Dataset\"]     | b:0 a:0 a:1 b:1 sdk:0 data:0",
                "\"base_object_classes\":[\"SdkModel\"]              | ``",
                "\"base_object_classes\":[]                          | b:0 a:0 a:1 b:1 sdk:0 data:0 op:0",
                "\"exclude_base_object_classes\":[\"Model\"]         | data:0 op:0",
                "\"leaf_object_classes\":[\"SdkModel\"]              | sdk:0",
                "\"leaf_object_classes\":[\"Model\"]                 | b:0 a:0 a:1 b:1",
                "\"object_ids\":[\"b\",\"data\",\"b\",\"nowhere\"]   | b:0 b:1 data:0",
                "\"object_ids\":[]                                   | b:0 a:0 a:1 b:1 sdk:0 data:0 op:0",
                "\"object_ids\":[\"elsewhere\"]                      | ``",
                "\"is_op\":true                                      | op:0",
                "\"is_op\":false                                     | b:0 a:0 a:1 b:1 sdk:0 data:0",
                "\"is_op\":null                                      | b:0 a:0 a:1 b:1 sdk:0 data:0 op:0",
                "\"latest_only\":true                                | a:1 b:1 sdk:0 data:0 op:0",
                "\"latest_only\":true,\"object_ids\":[\"b\"]         | b:1",
                "\"latest_only\":true,\"base_object_classes\":[\"Model\"],\"is_op\":false | a:1 b:1 sdk:0",
                "\"tags\":[\"good\",\"none\"]                        | a:0 b:1",
                "\"aliases\":[\"best\"]                              | a:0",
                "\"aliases\":[\"best\",\"latest\"],\"object_ids\":[\"a\"] | a:0 a:1",
            })
    void eachFilterWorks(String filter, String expected) throws Exception {
        seed();
        String oldest = simulator.versions("e", "p", "a").get(0).digest();
        simulator.addTag("e", "p", "a", oldest, "good");
        simulator.addTag("e", "p", "b", simulator.versions("e", "p", "b").get(1).digest(), "good");
        simulator.setAlias("e", "p", "a", oldest, "best");

        assertThat(String.join(" ", weave.found("\"filter\":{" + (filter == null ? "" : filter) + "}")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created_at asc               | b:0 a:0 a:1 b:1",
                "created_at desc              | b:1 a:1 a:0 b:0",
                "object_id asc                | a:0 a:1 b:0 b:1",
                "object_id desc               | b:0 b:1 a:0 a:1",
                "object_id asc created_at desc | a:1 a:0 b:1 b:0",
                "object_id desc created_at desc | b:1 b:0 a:1 a:0",
                "created_at desc object_id asc | b:1 a:1 a:0 b:0",
                "digest desc                  | b:0 a:0 a:1 b:1",
                "digest desc object_id asc    | a:0 a:1 b:0 b:1",
            })
    void eachOrderWorks(String sort, String expected) throws Exception {
        seed();
        String[] words = sort.split(" ", -1);
        List<String> sorts = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            sorts.add("{\"field\":\"" + words[i] + "\",\"direction\":\"" + words[i + 1] + "\"}");
        }

        assertThat(String.join(
                        " ",
                        weave.found("\"filter\":{\"object_ids\":[\"a\",\"b\"]},\"sort_by\":[" + String.join(",", sorts)
                                + "]")))
                .isEqualTo(expected);
    }

    @Test
    void theDefaultOrderIsThatOfCreation() throws Exception {
        seed();

        assertThat(weave.found("\"sort_by\":null")).isEqualTo(weave.found("")).startsWith("b:0", "a:0", "a:1");
        assertThat(weave.objs(""))
                .extracting(obj -> obj.get("created_at").textValue())
                .isSorted();
    }

    @Test
    void pagesAreCutFromTheOrder() throws Exception {
        seed();

        assertThat(weave.found("\"limit\":2,\"offset\":1")).containsExactly("a:0", "a:1");
        assertThat(weave.found("\"limit\":2,\"offset\":6")).containsExactly("op:0");
        assertThat(weave.found("\"limit\":null,\"offset\":null")).hasSize(7);
        assertThat(weave.found("\"limit\":0")).isEmpty();
        assertThat(weave.found("\"offset\":7")).isEmpty();
        WeaveClient.assertReason(weave.query("\"limit\":-1"), 400, "Limit must be a positive integer");
        assertThat(weave.query("\"offset\":-1").statusCode()).isEqualTo(400);
    }

    @Test
    void pages_shift_whenRowsAreDeletedBetweenThem() throws Exception {
        seed();
        String first = simulator.versions("e", "p", "b").get(0).digest();

        assertThat(weave.found("\"limit\":2")).containsExactly("b:0", "a:0");
        simulator.delete("e", "p", "b", first);

        assertThat(weave.found("\"limit\":2,\"offset\":2")).containsExactly("b:1", "sdk:0");
    }

    @Test
    void object_isReturnedWithAllFields() throws Exception {
        weave.http()
                .post(
                        WeaveClient.MODELS,
                        "{\"name\":\"My M\",\"source_code\":\"s\",\"description\":\"d\",\"attributes\":{\"k\":1}}");
        String digest = simulator.versions("e", "p", "my_m").get(0).digest();

        JsonNode obj = weave.objs("\"include_storage_size\":true,\"include_tags_and_aliases\":true")
                .get(0);

        assertThat(obj.get("project_id").textValue()).isEqualTo("e/p");
        assertThat(obj.get("object_id").textValue()).isEqualTo("my_m");
        assertThat(obj.get("created_at").textValue()).isEqualTo("2026-01-01T00:00:00.001000Z");
        assertThat(obj.get("deleted_at").isNull()).isTrue();
        assertThat(obj.get("digest").textValue()).isEqualTo(digest);
        assertThat(obj.get("version_index").intValue()).isZero();
        assertThat(obj.get("is_latest").toString()).isEqualTo("1");
        assertThat(obj.get("kind").textValue()).isEqualTo("object");
        assertThat(obj.get("base_object_class").textValue()).isEqualTo("Model");
        assertThat(obj.get("leaf_object_class").textValue()).isEqualTo("Model");
        JsonNode val = obj.get("val");
        assertThat(val.get("name").textValue()).isEqualTo("My M");
        assertThat(val.get("description").textValue()).isEqualTo("d");
        assertThat(val.get("k").intValue()).isEqualTo(1);
        assertThat(val.get("files").get("obj.py").textValue()).matches("[A-Za-z0-9_-]{43}");
        assertThat(obj.get("size_bytes").intValue()).isEqualTo(val.toString().length());
        assertThat(obj.get("tags")).isEmpty();
        assertThat(obj.get("aliases").toString()).isEqualTo("[\"latest\"]");
    }

    @Test
    void unrequestedField_isOmitted() throws Exception {
        seed();

        JsonNode op =
                weave.objs("\"filter\":{\"is_op\":true},\"metadata_only\":true").get(0);

        assertThat(op.get("val").toString()).isEqualTo("{}");
        assertThat(op.get("kind").textValue()).isEqualTo("op");
        for (String absent : List.of("base_object_class", "leaf_object_class", "size_bytes", "tags", "aliases")) {
            assertThat(op.has(absent) && op.get(absent).isNull()).as(absent).isTrue();
        }
    }

    @Test
    void anObjectIsReadWhateverItsKind() throws Exception {
        seed();
        String digest = simulator.versions("e", "p", "a").get(0).digest();
        simulator.setAlias("e", "p", "a", digest, "best");
        simulator.addTag("e", "p", "a", digest, "good");

        for (String name : List.of("best", "v0", digest)) {
            JsonNode obj = Client.json(weave.readObject("a", name)).get("obj");
            assertThat(obj.get("digest").textValue()).isEqualTo(digest);
            assertThat(obj.get("val").get("name").textValue()).isEqualTo("a");
            assertThat(obj.get("tags").isNull()).isTrue();
        }
        assertThat(Client.json(weave.readObject("op", "latest"))
                        .get("obj")
                        .get("kind")
                        .textValue())
                .isEqualTo("op");
        JsonNode metadata = Client.json(weave.http()
                        .post(
                                "/obj/read",
                                "{\"project_id\":\"e/p\",\"object_id\":\"a\",\"digest\":\"v0\",\"metadata_only\":true,"
                                        + "\"include_tags_and_aliases\":true}"))
                .get("obj");
        assertThat(metadata.get("val")).isEmpty();
        assertThat(metadata.get("tags").toString()).isEqualTo("[\"good\"]");
        assertThat(metadata.get("aliases").toString()).isEqualTo("[\"best\"]");
    }

    @Test
    void anUnknownOrDeletedObjectIsNotRead() throws Exception {
        seed();
        String digest = simulator.versions("e", "p", "data").get(0).digest();
        simulator.delete("e", "p", "data", digest);

        WeaveClient.assertReason(weave.readObject("a", "nope"), 404, "Obj a:nope not found");
        WeaveClient.assertReason(weave.readObject("elsewhere", "v0"), 404, "Obj elsewhere:v0 not found");
        JsonNode answer = Client.json(weave.readObject("data", digest));
        assertThat(answer.get("reason").textValue()).startsWith("data:v0 was deleted at ");
        assertThat(Instant.parse(answer.get("deleted_at").textValue().replace("+00:00", "Z")))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.009Z"));
    }

    @Test
    void clock_canBeMoved_andReportsWholeSeconds() throws Exception {
        simulator.passTime(Duration.ofMillis(999));
        simulator.addModel("e", "p", "m");

        assertThat(weave.objs("").get(0).get("created_at").textValue()).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(simulator.versions("e", "p", "m").get(0).createdAt())
                .isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
    }

    @Test
    @Timeout(60)
    void tenThousandVersionsAndTenThousandModelsAreWalkedAndDeleted() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            simulator.addModel("e", "p", "model" + i);
        }
        simulator.addVersions("e", "p", "model7", 9_999);
        List<String> models = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        String page = ",\"limit\":500,\"offset\":";
        for (int offset = 0; offset < 10_000; offset += 500) {
            models.addAll(weave.found("\"metadata_only\":true,\"filter\":{\"latest_only\":true}" + page + offset));
            versions.addAll(weave.found("\"filter\":{\"object_ids\":[\"model7\"]}" + page + offset));
        }

        assertThat(models).hasSize(10_000).doesNotHaveDuplicates().endsWith("model7:9999");
        assertThat(versions).hasSize(10_000).startsWith("model7:0").doesNotHaveDuplicates();
        assertThat(weave.delete("model7", List.of()).body()).isEqualTo("{\"num_deleted\":10000}");
    }
}
