package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveLatest;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers and lists of the Weave simulator do not show, and which version is the latest. */
class WeaveContradictionsTest {
    private static final String VERSIONS_OF_M = "\"filter\":{\"object_ids\":[\"m\"]}";

    private WeaveSimulator simulator = WeaveSimulator.start();
    private WeaveClient weave = new WeaveClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    private List<String> given(int versions) {
        simulator.addModel("e", "p", "m");
        simulator.addVersions("e", "p", "m", versions - 1);
        return digests();
    }

    private List<String> digests() {
        return simulator.versions("e", "p", "m").stream()
                .map(SimulatedVersion::digest)
                .toList();
    }

    private List<Integer> latest() {
        return simulator.versions("e", "p", "m").stream()
                .filter(SimulatedVersion::isLatest)
                .map(SimulatedVersion::versionIndex)
                .toList();
    }

    private static String array(List<String> digests) {
        return "[\"" + String.join("\",\"", digests) + "\"]";
    }

    @Test
    void publishingContentAgainMovesLatestBack() throws Exception {
        for (String source : List.of("a", "b", "c", "a")) {
            assertThat(weave.create("m", source).statusCode()).isEqualTo(200);
        }
        assertThat(latest()).containsExactly(0);
        assertThat(weave.found("\"filter\":{\"latest_only\":true}")).containsExactly("m:0");
        assertThat(weave.found("\"filter\":{\"aliases\":[\"latest\"]}")).containsExactly("m:0");
        assertThat(simulator.exchanges().get(3).changedState()).isTrue();
        weave.create("m", "a");
        assertThat(simulator.exchanges().get(6).changedState()).isFalse();
    }

    @Test
    void onAnOlderServerTheNewestIsTheLatest() throws Exception {
        simulator.close();
        simulator = WeaveSimulator.builder().latest(WeaveLatest.NEWEST).start();
        weave = new WeaveClient(simulator);
        for (String source : List.of("a", "b", "a")) {
            weave.create("m", source);
        }
        assertThat(latest()).containsExactly(1);
    }

    @Test
    void latestMovesOnlyWhereItsVersionIsDeleted() throws Exception {
        List<String> all = given(4);
        simulator.moveLatest("e", "p", "m", all.get(1));
        weave.delete("m", List.of(all.get(3)));
        assertThat(latest()).containsExactly(1);
        weave.delete("m", List.of(all.get(1)));
        assertThat(latest()).containsExactly(2);
    }

    @Test
    void halfOfABatchIsAppliedByEitherRoute() throws Exception {
        List<String> all = given(7);
        simulator.inject("delete-versions", SimulatedFault.status(409).halfApplied());
        weave.deleteObject("m", array(all.subList(0, 3)));
        assertThat(digests()).isEqualTo(all.subList(1, 7));
        simulator.inject("delete-versions", SimulatedFault.status(409).halfApplied());
        weave.delete("m", all.subList(1, 5));
        assertThat(digests()).isEqualTo(all.subList(3, 7));
    }

    @Test
    void halfOfOneVersionOrOfAllIsNothing() throws Exception {
        List<String> all = given(3);
        simulator.inject("delete-versions", SimulatedFault.status(409).halfApplied());
        simulator.inject("delete-versions", SimulatedFault.status(409).halfApplied());
        simulator.inject("delete-model", SimulatedFault.status(409).halfApplied());
        weave.deleteObject("m", array(all.subList(0, 1)));
        weave.delete("m", all.subList(0, 1));
        weave.delete("m", List.of());
        assertThat(digests()).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-versions", "delete-model"})
    void aDeletionIsAppliedAfterItsAnswerWhenTheTestSaysSo(String operation) throws Exception {
        List<String> all = given(3);
        simulator.inject(operation, SimulatedFault.status(504).appliedLater());
        weave.delete("m", operation.equals("delete-model") ? List.of() : all);
        assertThat(digests()).isEqualTo(all);
        assertThat(simulator.applyPending()).isEqualTo(1);
        assertThat(digests()).isEmpty();
    }

    @Test
    void listsLagBehindADeletionAndLabels() throws Exception {
        List<String> all = given(3);
        simulator.lagLists(3);
        simulator.setAlias("e", "p", "m", all.get(1), "production");
        weave.delete("m", List.of(all.get(0), all.get(2)));
        assertThat(weave.found(VERSIONS_OF_M)).containsExactly("m:0", "m:1", "m:2");
        assertThat(weave.found("\"filter\":{\"object_ids\":[\"m\"],\"latest_only\":true}"))
                .containsExactly("m:2");
        assertThat(weave.objs(VERSIONS_OF_M + ",\"include_tags_and_aliases\":true")
                        .get(1)
                        .get("aliases")
                        .toString())
                .isEqualTo("[]");
        assertThat(weave.found(VERSIONS_OF_M)).containsExactly("m:1");
    }

    /** A list by offset gets shorter between two of its pages: what stood at an offset moves to a smaller one. */
    @Test
    void versionsCanBeDeletedBetweenTwoPages() throws Exception {
        List<String> all = given(6);
        simulator.inject("list-versions", SimulatedFault.editJson(page -> {
            all.subList(0, 2).forEach(digest -> simulator.delete("e", "p", "m", digest));
            return page;
        }));
        assertThat(weave.found(VERSIONS_OF_M + ",\"limit\":2,\"offset\":0")).containsExactly("m:0", "m:1");
        assertThat(weave.found(VERSIONS_OF_M + ",\"limit\":2,\"offset\":2")).containsExactly("m:4", "m:5");
    }
}
