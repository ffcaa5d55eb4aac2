package io.modelkeep.simulator.weave;

import static io.modelkeep.simulator.WeaveClient.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.WeaveClient;
import io.modelkeep.simulator.exchange.RecordedExchange;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and aliases of versions, which go with their version; and servers that do not know them. */
class WeaveLabelsTest {
    private WeaveSimulator simulator = WeaveSimulator.start();
    private List<String> digests = List.of();
    private WeaveClient weave = given();

    private WeaveClient given() {
        simulator.addModel("e", "p", "m");
        simulator.addVersions("e", "p", "m", 2);
        digests = simulator.versions("e", "p", "m").stream()
                .map(SimulatedVersion::digest)
                .toList();
        return new WeaveClient(simulator);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private HttpResponse<String> tags(String digest, String tags, String more) throws Exception {
        String body = "{\"project_id\":\"e/p\",\"tags\":" + tags + "}";
        String path = "/objs/m/versions/" + digest + "/tags" + more;
        return more.isEmpty()
                ? weave.http().send("PUT", path, body)
                : weave.http().post(path, body);
    }

    private HttpResponse<String> setAliases(String digest, String aliases) throws Exception {
        return weave.http()
                .send(
                        "PUT",
                        "/objs/m/aliases",
                        "{\"project_id\":\"e/p\",\"digest\":\"" + digest + "\",\"aliases\":" + aliases + "}");
    }

    private HttpResponse<String> removeAliases(String aliases) throws Exception {
        return weave.http().post("/objs/m/aliases/remove", "{\"project_id\":\"e/p\",\"aliases\":" + aliases + "}");
    }

    private SimulatedVersion version(int index) {
        return simulator.versions("e", "p", "m").get(index);
    }

    @Test
    void tagsAreAddedToOneVersionAndRemoved() throws Exception {
        assertThat(tags(digests.get(0), "[\"a\",\"b\"]", "").statusCode()).isEqualTo(200);
        assertThat(tags(digests.get(0), "[\"b\",\"c d!\"]", "").body()).isEqualTo("{}");
        assertThat(version(0).tags()).containsExactly("a", "b", "c d!");
        assertThat(version(1).tags()).isEmpty();
        assertThat(tags(digests.get(0), "[\"b\",\"never\"]", "/remove").statusCode())
                .isEqualTo(200);
        assertThat(version(0).tags()).containsExactly("a", "c d!");
        assertThat(simulator.exchanges())
                .extracting(exchange -> exchange.operation().orElseThrow())
                .containsExactly("add-tags", "add-tags", "remove-tags");
        assertThat(simulator.exchanges()).allMatch(RecordedExchange::changedState);
    }

    @Test
    void anAliasNamesOneVersionAndMoves() throws Exception {
        assertThat(setAliases(digests.get(0), "[\"production\",\"stable\"]").statusCode())
                .isEqualTo(200);
        assertThat(setAliases(digests.get(1), "[\"stable\"]").statusCode()).isEqualTo(200);
        assertThat(version(0).aliases()).containsExactly("production");
        assertThat(version(1).aliases()).containsExactly("stable");
        assertThat(removeAliases("[\"production\",\"never\"]").statusCode()).isEqualTo(200);
        assertThat(version(0).aliases()).isEmpty();
        assertThat(simulator.exchanges())
                .extracting(exchange -> exchange.operation().orElseThrow())
                .containsExactly("set-aliases", "set-aliases", "remove-aliases");
    }

    @Test
    void bothAreListedWhereAskedForAndGoWithTheirVersion() throws Exception {
        setAliases(digests.get(0), "[\"production\"]");
        tags(digests.get(0), "[\"paper\"]", "");
        JsonNode with = weave.objs("\"include_tags_and_aliases\":true").get(0);
        assertThat(with.get("aliases").toString()).isEqualTo("[\"production\"]");
        assertThat(with.get("tags").toString()).isEqualTo("[\"paper\"]");
        assertThat(weave.objs("").get(0).get("aliases").isNull()).isTrue();
        weave.delete("m", List.of(digests.get(0)));
        assertThat(simulator.deletedVersions("e", "p", "m"))
                .extracting(SimulatedVersion::aliases, SimulatedVersion::tags)
                .containsExactly(tuple(List.of(), List.of()));
    }

    @Test
    void missingParent_hasNoItems() throws Exception {
        String never = "n".repeat(43);
        assertReason(tags(never, "[\"a\"]", ""), 404, "Object version m:" + never + " not found");
        assertReason(setAliases(never, "[\"a\"]"), 404, "Object version m:" + never + " not found");
        assertThat(tags(never, "[\"a\"]", "/remove").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"latest\"]", "[\"v0\"]", "[\"ok\",\"v123\"]", "[\"\"]", "[7]", "\"a\"", "null"})
    void aliasesOfTheServiceAndWhatIsNoAliasAreRefused(String aliases) throws Exception {
        assertThat(setAliases(digests.get(0), aliases).statusCode()).isEqualTo(422);
        assertThat(version(0).aliases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"project_id\":\"e/p\"}", "{\"project_id\":\"e/p\",\"tags\":[\"a\"],\"x\":1}"})
    void aBodyOfAnotherFormIsRefused(String body) throws Exception {
        assertThat(weave.http()
                        .send("PUT", "/objs/m/versions/" + digests.get(0) + "/tags", body)
                        .statusCode())
                .isEqualTo(422);
        assertThat(version(0).tags()).isEmpty();
    }

    @Test
    void anOlderServerNamesTheFieldThatItDoesNotKnow() throws Exception {
        simulator.close();
        simulator = WeaveSimulator.builder().withoutTagsAndAliases().start();
        weave = given();
        HttpResponse<String> refused = weave.query("\"include_tags_and_aliases\":true");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Client.json(refused).at("/detail/0/loc").toString())
                .isEqualTo("[\"body\",\"include_tags_and_aliases\"]");
        assertThat(weave.objs("").get(0).has("aliases")).isFalse();
        assertThat(tags(digests.get(0), "[\"a\"]", "").statusCode()).isEqualTo(404);
        assertThat(setAliases(digests.get(0), "[\"a\"]").statusCode()).isEqualTo(404);
    }
}
