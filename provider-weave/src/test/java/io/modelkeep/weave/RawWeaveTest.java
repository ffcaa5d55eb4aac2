package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.testkit.fixture.ManualTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on bare sockets that break one rule each. */
class RawWeaveTest {

    private static final ModelId MODEL = new ModelId(RawWeave.MODEL);
    private static final String UNKNOWN = "u".repeat(43);

    private static ModelkeepClient open(RawWeave server) {
        return ModelkeepClient.open(StoreConfig.builder()
                .settings(server.config())
                .timeSource(new ManualTime())
                .build());
    }

    private static List<VersionId> ids(List<String> digests) {
        return digests.stream().map(VersionId::new).toList();
    }

    /** The answer to one batch would pass for that to the next, which is never carried out. */
    @ParameterizedTest
    @EnumSource(DeleteMode.class)
    void anAnswerThatComesTwiceIsNotTakenForThatOfTheNextBatch(DeleteMode mode) {
        try (RawWeave server = new RawWeave(350);
                ModelkeepClient stores = open(server)) {
            server.doubled = true;
            List<String> asked = server.digests().subList(0, 300);
            DeleteReport<VersionId> report = stores.models().deleteVersions(MODEL, ids(asked), mode);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 300));
            assertThat(server.digests()).hasSize(50).doesNotContainAnyElementsOf(asked);
        }
    }

    /** A server that gives few rows at once, however many are asked for. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 99, 100, 101})
    void shorterPagesThanRequestedAreReadToTheirEnd(int mostRows) {
        try (RawWeave server = new RawWeave(250);
                ModelkeepClient stores = open(server)) {
            server.mostRows = mostRows;
            ModelStore models = stores.models();
            assertThat(models.streamVersions(MODEL).map(version -> version.id().value()))
                    .containsExactlyElementsOf(server.digests());
            String last = server.digests().get(248);
            server.alias(server.digests().get(247), "production");
            DeleteReport<VersionId> report =
                    models.deleteVersions(MODEL, ids(List.of(server.digests().get(247), last, UNKNOWN)));
            assertThat(report.results())
                    .extracting(result -> result.outcome())
                    .containsExactly(REFUSED, DELETED, ALREADY_ABSENT);
            assertThat(server.digests()).hasSize(249).doesNotContain(last);
            assertThat(models.delete(MODEL).outcome()).isEqualTo(REFUSED);
            assertThat(models.delete(MODEL, DeleteMode.FORCE).cascade()).isEqualTo(Map.of("versions", 249L));
            assertThat(server.digests()).isEmpty();
        }
    }

    /** A server that does not heed which project it is asked about. */
    @ParameterizedTest
    @ValueSource(strings = {"my-team/other", "other/my-project", "my-team", ""})
    void rowsOfAnotherProjectAreNoAnswer(String project) {
        try (RawWeave server = new RawWeave(5);
                ModelkeepClient stores = open(server)) {
            server.project = project;
            ModelStore models = stores.models();
            assertThatThrownBy(() -> models.listVersions(MODEL, PageRequest.first()))
                    .isInstanceOf(MalformedResponseException.class);
            assertThatThrownBy(() -> models.get(MODEL)).isInstanceOf(MalformedResponseException.class);
            for (DeleteMode mode : DeleteMode.values()) {
                assertThat(models.deleteVersions(MODEL, ids(server.digests()), mode)
                                .summary())
                        .isEqualTo(Map.of(NOT_ATTEMPTED, 5));
                assertThat(models.delete(MODEL, mode).outcome()).isEqualTo(NOT_ATTEMPTED);
            }
            assertThat(server.digests()).hasSize(5);
        }
    }

    @Test
    void anotherSpellingOfTheProjectIsTheSameProject() {
        try (RawWeave server = new RawWeave(2);
                ModelkeepClient stores = open(server)) {
            server.project = "My-Team/My-Project";
            assertThat(stores.models().streamVersions(MODEL)).hasSize(2);
            assertThat(stores.models().delete(MODEL).outcome()).isEqualTo(DELETED);
        }
    }

    @Test
    void serviceTimeIsEmptyWithoutADate() {
        try (RawWeave server = new RawWeave(2);
                ModelkeepClient stores = open(server)) {
            assertThat(stores.models().get(MODEL).id()).isEqualTo(MODEL);
            assertThat(stores.serviceTime()).isEmpty();
        }
        try (WeaveRun run = WeaveRun.start()) {
            assertThat(run.stores.serviceTime()).isEmpty();
            run.stores.models().list(PageRequest.first());
            assertThat(run.stores.serviceTime()).isPresent();
        }
    }
}
