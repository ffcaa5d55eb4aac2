package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.VersionId;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveDigests;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.PublishedWeave;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However versions and models are deleted, in either form of the request, both sides keep to the published document. */
class WeaveDeletionExchangesTest extends WeaveExchanges {

    private static final VersionId UNKNOWN = new VersionId("A".repeat(43));

    /** The stores as on the published server, where digests stand in the query, or as on any other one. */
    private ModelkeepClient open(boolean published) {
        return published ? PublishedWeave.open(config(simulator, Map.of())) : openWith(Map.of());
    }

    private List<Exchange> deletions() {
        return exchanges().stream()
                .filter(exchange ->
                        validator.operation(exchange).orElseThrow().id().startsWith("delete"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneVersionIsDeleted(boolean published) {
        ModelId model = model("agent", 3);
        List<VersionId> versions = versions(model);
        try (ModelkeepClient opened = open(published)) {
            assertThat(opened.models()
                            .deleteVersions(model, versions.subList(1, 2))
                            .summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
        }
        assertThat(versions(model)).containsExactly(versions.get(0), versions.get(2));
        Exchange deletion = deletions().get(0);
        assertThat(deletion.method()).isEqualTo(published ? "DELETE" : "POST");
        assertThat(deletion.query().isPresent()).isEqualTo(published);
        assertThat(deletion.body().isEmpty()).isEqualTo(published);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyVersionsAreDeletedInBatches(boolean published) {
        ModelId model = model("agent", 251);
        List<VersionId> versions = versions(model);
        try (ModelkeepClient opened = open(published)) {
            assertThat(opened.models()
                            .deleteVersions(model, versions.subList(1, 251))
                            .summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 250));
        }
        assertThat(versions(model)).containsExactly(versions.get(0));
        assertThat(deletions()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unknownVersion_isDistinguishedFromTheOthers(boolean published) {
        ModelId model = model("agent", 4);
        List<VersionId> asked = new ArrayList<>(versions(model).subList(0, 3));
        asked.add(UNKNOWN);
        try (ModelkeepClient opened = open(published)) {
            assertThat(opened.models()
                            .deleteVersions(model, asked, DeleteMode.FORCE)
                            .summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 3, DeleteOutcome.ALREADY_ABSENT, 1));
        }
        assertThat(statuses()).contains(404);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeletionIsCompleteAlthoughAnswersAreLostOnTheWay(boolean published) {
        ModelId model = model("agent", 5);
        List<VersionId> versions = versions(model);
        simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
        try (ModelkeepClient opened = open(published)) {
            assertThat(opened.models()
                            .deleteVersions(model, versions.subList(0, 2))
                            .complete())
                    .isTrue();
            simulator.inject("delete-model", SimulatedFault.disconnect().applied());
            assertThat(opened.models().delete(model).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        }
        assertThat(statuses()).contains(0, 404);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aModelIsDeletedOnce(boolean published) {
        ModelId model = model("agent", 3);
        try (ModelkeepClient opened = open(published)) {
            ModelDeletion deletion = opened.models().delete(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 3L));
            assertThat(opened.models().delete(model).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
        }
        assertThat(deletions()).hasSize(1).first().satisfies(exchange -> {
            assertThat(exchange.query()).isEmpty();
            assertThat(exchange.body()).doesNotContain("digests");
        });
    }

    @Test
    void serversOfOtherGenerationsAreAskedInTheSameForm() {
        for (WeaveSimulator.Builder generation : List.of(
                WeaveSimulator.builder().digests(WeaveDigests.BODY),
                WeaveSimulator.builder().withoutDeletedVersions())) {
            WeaveSimulator other = generation.start();
            ModelId model = addModel(other, "agent", 3);
            String newest = other.versions(ENTITY, PROJECT, "agent").get(2).digest();
            try (other;
                    ModelkeepClient opened = openOn(other)) {
                assertThat(opened.models()
                                .deleteVersions(model, List.of(new VersionId(newest)))
                                .complete())
                        .isTrue();
                assertThat(other.versions(ENTITY, PROJECT, "agent")).hasSize(2);
                assertThat(opened.models().delete(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
            }
            assertThat(other.exchanges()).isNotEmpty();
            assertFits(other);
        }
        assertThat(stores.models().stream()).isEmpty();
    }
}
