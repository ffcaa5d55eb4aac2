package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveDigests;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaveDeletionTest {
    private WeaveSimulator simulator = WeaveSimulator.start();
    private WeaveClient weave = new WeaveClient(simulator);
    private List<String> digests = seed();

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(WeaveSimulator.Builder builder) {
        simulator.close();
        simulator = builder.start();
        weave = new WeaveClient(simulator);
        digests = seed();
    }

    private List<String> seed() {
        String id = simulator.addModel("e", "p", "m");
        simulator.addVersions("e", "p", id, 3);
        return simulator.versions("e", "p", id).stream()
                .map(SimulatedVersion::digest)
                .toList();
    }

    private List<Integer> kept() {
        return simulator.versions("e", "p", "m").stream()
                .map(SimulatedVersion::versionIndex)
                .toList();
    }

    private boolean lastChangedState() {
        List<RecordedExchange> exchanges = simulator.exchanges();
        return exchanges.get(exchanges.size() - 1).changedState();
    }

    private static String array(List<String> digests) {
        return "[\"" + String.join("\",\"", digests) + "\"]";
    }

    @Test
    void versionsAreDeletedByDigest() throws Exception {
        HttpResponse<String> response = weave.delete("m", List.of(digests.get(0), digests.get(2)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"num_deleted\":2}");
        assertThat(kept()).containsExactly(1, 3);
        assertThat(simulator.deletedVersions("e", "p", "m"))
                .extracting(SimulatedVersion::digest)
                .containsExactly(digests.get(0), digests.get(2));
        assertThat(lastChangedState()).isTrue();
    }

    @Test
    void objectRoute_reportsTheDeletedDigests() throws Exception {
        String data = simulator.addObject("e", "p", "Dataset", "data");
        String dataDigest = simulator.versions("e", "p", data).get(0).digest();

        assertThat(weave.deleteObject("m", "[\"v1\",\"latest\"]").body())
                .isEqualTo("{\"num_deleted\":2,\"deleted_versions\":["
                        + "{\"digest\":\"" + digests.get(1)
                        + "\",\"base_object_class\":\"Model\",\"leaf_object_class\":\"Model\"},"
                        + "{\"digest\":\"" + digests.get(3)
                        + "\",\"base_object_class\":\"Model\",\"leaf_object_class\":\"Model\"}]}");
        assertThat(lastChangedState()).isTrue();
        assertThat(weave.deleteObject("data", "null").body()).contains(dataDigest, "\"Dataset\"");
    }

    @Test
    void olderServersOnlyCount() throws Exception {
        restart(WeaveSimulator.builder().withoutDeletedVersions());

        assertThat(weave.deleteObject("m", array(digests)).body()).isEqualTo("{\"num_deleted\":4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void noDigestsDeleteAll(String none) throws Exception {
        assertThat(Client.json(weave.deleteObject("m", none)).get("num_deleted").intValue())
                .isEqualTo(4);
        assertThat(kept()).isEmpty();
        assertThat(simulator.models("e", "p")).isEmpty();
    }

    @Test
    void anAbsentFieldOrQueryDeletesAll() throws Exception {
        String other = simulator.addModel("e", "p", "other");

        HttpResponse<String> response =
                weave.http().post("/obj/delete", "{\"project_id\":\"e/p\",\"object_id\":\"m\"}");
        assertThat(Client.json(response).get("num_deleted").intValue()).isEqualTo(4);
        assertThat(weave.delete(other, List.of()).body()).isEqualTo("{\"num_deleted\":1}");
        assertThat(simulator.models("e", "p")).isEmpty();
    }

    @Test
    void allAreDeletedWhateverTheirNumber() throws Exception {
        simulator.addVersions("e", "p", "m", 200);

        assertThat(weave.delete("m", List.of()).body()).isEqualTo("{\"num_deleted\":204}");
    }

    @Test
    void atMostAHundredCanBeNamed() throws Exception {
        List<String> many = simulator.addVersions("e", "p", "m", 101);

        String reason = "Object delete request contains 101 objects. Please delete 100 or fewer objects at a time.";
        WeaveClient.assertReason(weave.delete("m", many), 400, reason);
        WeaveClient.assertReason(weave.deleteObject("m", array(many)), 400, reason);
        assertThat(kept()).hasSize(105);
        assertThat(weave.delete("m", many.subList(0, 100)).body()).isEqualTo("{\"num_deleted\":100}");
    }

    @Test
    void anUnknownDigestDeletesNothing() throws Exception {
        HttpResponse<String> response = weave.delete("m", List.of(digests.get(0), "invalid-digest", digests.get(1)));

        WeaveClient.assertReason(
                response,
                404,
                "Delete request contains 3 digests, but found 2 objects to delete. Diff digests: {'invalid-digest'}");
        assertThat(kept()).hasSize(4);
        assertThat(lastChangedState()).isFalse();
    }

    @Test
    void aDeletedDigestDeletesNothing() throws Exception {
        weave.delete("m", List.of(digests.get(1)));

        WeaveClient.assertReason(
                weave.deleteObject("m", array(List.of(digests.get(0), digests.get(1)))),
                404,
                "Delete request contains 2 digests, but found 1 objects to delete. Diff digests: {'" + digests.get(1)
                        + "'}");
        assertThat(kept()).containsExactly(0, 2, 3);
    }

    @Test
    void unmatchedDigests_areNotFound() throws Exception {
        weave.delete("m", List.of());

        WeaveClient.assertReason(weave.delete("m", List.of()), 404, "Object m (None) not found when deleting.");
        WeaveClient.assertReason(weave.deleteObject("X", "null"), 404, "Object X (None) not found when deleting.");
        assertThat(weave.delete("m", List.of(digests.get(0))).statusCode()).isEqualTo(404);
        assertThat(weave.delete("m", List.of("")).statusCode()).isEqualTo(404);
    }

    @Test
    void duplicatesCollapse() throws Exception {
        String twice = digests.get(1);

        assertThat(weave.delete("m", List.of(twice, twice)).body()).isEqualTo("{\"num_deleted\":1}");
        assertThat(kept()).containsExactly(0, 2, 3);
    }

    @Test
    void twoNamesOfOneVersionDeleteNothing() throws Exception {
        WeaveClient.assertReason(
                weave.delete("m", List.of("latest", digests.get(3))),
                404,
                "Delete request contains 2 digests, but found 1 objects to delete. Diff digests: {'latest'}");
        assertThat(kept()).hasSize(4);
    }

    @Test
    void theLatestIsTheNewestSurvivorAndIndexesStay() throws Exception {
        assertThat(weave.delete("m", List.of("latest")).statusCode()).isEqualTo(200);
        assertThat(weave.found("\"filter\":{\"latest_only\":true}")).containsExactly("m:2");

        weave.delete("m", List.of("v2", "v0"));
        simulator.addVersions("e", "p", "m", 1);

        assertThat(kept()).containsExactly(1, 4);
        assertThat(weave.found("\"filter\":{\"latest_only\":true}")).containsExactly("m:4");
        assertThat(weave.objs(""))
                .extracting(obj -> obj.get("is_latest").intValue())
                .containsExactly(0, 1);
    }

    @Test
    void anAliasIsNoDigestAndGoesWithItsVersion() throws Exception {
        simulator.setAlias("e", "p", "m", digests.get(1), "best");

        assertThat(weave.delete("m", List.of("best")).statusCode()).isEqualTo(404);
        assertThat(weave.deleteObject("m", "[\"best\"]").statusCode()).isEqualTo(404);
        weave.delete("m", List.of(digests.get(1)));

        WeaveClient.assertReason(weave.readObject("m", "best"), 404, "Obj m:best not found");
    }

    @Test
    void tagsAndAliasesDoNotComeBackWithTheirVersion() throws Exception {
        String digest = Client.json(weave.create("n", "s")).get("digest").textValue();
        simulator.setAlias("e", "p", "n", digest, "best");
        simulator.addTag("e", "p", "n", digest, "good");
        assertThat(weave.found("\"filter\":{\"tags\":[\"good\"],\"aliases\":[\"best\"]}"))
                .containsExactly("n:0");

        weave.delete("n", List.of(digest));
        weave.create("n", "s");

        JsonNode obj = weave.objs("\"filter\":{\"object_ids\":[\"n\"]},\"include_tags_and_aliases\":true")
                .get(0);
        assertThat(obj.get("tags")).isEmpty();
        assertThat(obj.get("aliases").toString()).isEqualTo("[\"latest\"]");
    }

    @Test
    void noClassIsChecked() throws Exception {
        String data = simulator.addObject("e", "p", "Dataset", "data");
        String op = simulator.addOp("e", "p", "op");

        assertThat(weave.delete(data, List.of()).body()).isEqualTo("{\"num_deleted\":1}");
        assertThat(weave.delete(op, List.of()).body()).isEqualTo("{\"num_deleted\":1}");
        assertThat(simulator.versions("e", "p", data)).isEmpty();
        assertThat(simulator.versions("e", "p", op)).isEmpty();
    }

    @Test
    void todaysServersReadTheQueryAndIgnoreABody() throws Exception {
        HttpResponse<String> response = weave.http().delete(WeaveClient.MODELS + "/m", array(List.of(digests.get(0))));

        assertThat(response.body()).isEqualTo("{\"num_deleted\":4}");
    }

    @Test
    void olderServersIgnoreTheQuery() throws Exception {
        restart(WeaveSimulator.builder().digests(WeaveDigests.BODY));

        assertThat(weave.delete("m", List.of(digests.get(0))).body()).isEqualTo("{\"num_deleted\":4}");
    }

    @Test
    void olderServersReadTheBody() throws Exception {
        restart(WeaveSimulator.builder().digests(WeaveDigests.BODY));
        String path = WeaveClient.MODELS + "/m";

        assertThat(weave.http().delete(path, array(digests.subList(0, 2))).body())
                .isEqualTo("{\"num_deleted\":2}");
        for (String wrong : List.of("{\"digests\":[]}", "\"" + digests.get(2) + "\"", "[1]", "[")) {
            JsonNode answer = Client.json(weave.http().delete(path, wrong));
            assertThat(answer.get("detail")).as(wrong).hasSize(1);
        }
        assertThat(kept()).containsExactly(2, 3);
        assertThat(weave.http().delete(path, "null").body()).isEqualTo("{\"num_deleted\":2}");
    }

    @Test
    void theQueryDoesNotSplitAtCommas() throws Exception {
        String joined = String.join(",", Collections.nCopies(2, digests.get(0)));

        assertThat(weave.delete("m", List.of(joined)).statusCode()).isEqualTo(404);
        assertThat(kept()).hasSize(4);
    }
}
