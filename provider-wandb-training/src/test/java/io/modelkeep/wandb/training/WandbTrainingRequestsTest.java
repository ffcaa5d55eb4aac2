package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.simulator.exchange.RecordedExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests on the wire, to the byte, are those that the API reference publishes. */
class WandbTrainingRequestsTest {

    private final WandbTrainingFixture server = new WandbTrainingFixture();
    private ModelkeepClient stores;

    @BeforeEach
    void open() {
        stores = ModelkeepClient.open(server.config());
    }

    @AfterEach
    void close() {
        stores.close();
        server.close();
    }

    private RecordedExchange only() {
        assertThat(server.simulator().exchanges()).hasSize(1);
        return server.simulator().exchanges().get(0);
    }

    @Test
    void listingAsksForTheLargestPageWithTheKeyAsABearer() {
        RunId run = server.givenRun(3);
        assertThat(stores.checkpoints().list(run, PageRequest.first()).items()).hasSize(3);
        assertThat(only().method()).isEqualTo("GET");
        assertThat(only().path()).isEqualTo("/v1/preview/models/" + run + "/checkpoints");
        assertThat(only().query()).contains("limit=100");
        assertThat(only().bodyText()).isEmpty();
        assertThat(only().headers().get("Authorization"))
                .containsExactly("Bearer " + server.simulator().apiKey());
    }

    @Test
    void anOrderAndASizeAndACursorAreQueryParameters() {
        RunId run = server.givenRun(5);
        PageRequest two = PageRequest.first().withSize(2);
        String token = stores.checkpoints()
                .list(run, Order.DESCENDING, two)
                .nextToken()
                .orElseThrow();
        server.simulator().clearExchanges();
        assertThat(stores.checkpoints()
                        .list(run, Order.DESCENDING, two.withToken(token))
                        .items())
                .extracting(checkpoint -> checkpoint.id().value())
                .containsExactly("3", "2");
        String lastOfFirstPage =
                server.simulator().checkpoints(run.value()).get(3).id();
        assertThat(only().query()).contains("after=" + lastOfFirstPage + "&limit=2&order=desc");
    }

    @Test
    void deletingCheckpointsIsADeleteWithStepsInTheBody() {
        RunId run = server.givenRun(3);
        DeleteReport<CheckpointId> report =
                stores.checkpoints().delete(run, List.of(new CheckpointId("3"), new CheckpointId("1")));
        assertThat(report.summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 2));
        assertThat(only().method()).isEqualTo("DELETE");
        assertThat(only().path()).isEqualTo("/v1/preview/models/" + run + "/checkpoints");
        assertThat(only().query()).isEmpty();
        assertThat(only().bodyText()).isEqualTo("{\"steps\":[3,1]}");
        assertThat(only().headers()).containsKey("Content-Type");
    }

    @Test
    void stepZeroIsDeletedWhenItIsAskedFor() {
        RunId run = server.givenRun(0);
        server.simulator().addCheckpoint(run.value(), 0, Map.of());
        assertThat(stores.checkpoints()
                        .delete(run, List.of(new CheckpointId("0")))
                        .complete())
                .isTrue();
        assertThat(only().bodyText()).isEqualTo("{\"steps\":[0]}");
    }

    @Test
    void deletingAModelHasNoBodyAndReportsWhatWentWithIt() {
        RunId run = server.givenRun(7);
        ModelDeletion deletion = stores.models().delete(new io.modelkeep.ModelId(run.value()));
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(deletion.cascade()).isEqualTo(Map.of("checkpoints", 7L, "runs", 1L));
        assertThat(only().method()).isEqualTo("DELETE");
        assertThat(only().path()).isEqualTo("/v1/preview/models/" + run);
        assertThat(only().bodyText()).isEmpty();
    }

    @Test
    void creatingSendsThePublishedFieldsAndNoOthers() {
        Model model = stores.models()
                .create(ModelSpec.builder("agent").baseModel("some/base").build());
        assertThat(only().method()).isEqualTo("POST");
        assertThat(only().path()).isEqualTo("/v1/preview/models");
        assertThat(only().bodyText())
                .isEqualTo(
                        "{\"project\":\"contracts\",\"name\":\"agent\",\"base_model\":\"some/base\",\"return_existing\":false}");
        assertThat(model.run()).contains(new RunId(model.id().value()));
        assertThat(model.attributes()).containsEntry(Model.BASE_MODEL, "some/base");
    }

    @Test
    void creatingWithReturnFindsTheModelThatExists() {
        ModelSpec spec = ModelSpec.builder("agent")
                .baseModel("some/base")
                .ifExists(IfExists.RETURN)
                .build();
        Model first = stores.models().create(spec);
        assertThat(stores.models().create(spec).id()).isEqualTo(first.id());
        assertThat(server.simulator().models()).hasSize(1);
    }

    @Test
    void creatingNeedsAProjectFromTheConfiguration() {
        Map<String, String> config = new java.util.HashMap<>(server.config());
        config.remove("wandb-training.project");
        try (ModelkeepClient without = ModelkeepClient.open(config)) {
            assertThatThrownBy(() ->
                            without.models().create(server.modelSpec("agent").build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(server.simulator().exchanges()).isEmpty();
    }

    @Test
    void theBaseUrlIsTakenWithAndWithoutItsVersion() {
        RunId run = server.givenRun(1);
        String withVersion = server.simulator().baseUrl().toString();
        String bare = withVersion.substring(0, withVersion.length() - "/v1".length());
        for (String url : List.of(withVersion, withVersion + "/", bare, bare + "/")) {
            Map<String, String> config = new java.util.HashMap<>(server.config());
            config.put("wandb-training.base-url", url);
            try (ModelkeepClient other = ModelkeepClient.open(config)) {
                assertThat(other.checkpoints().list(run, PageRequest.first()).items())
                        .hasSize(1);
            }
        }
        assertThat(server.simulator().exchanges())
                .extracting(RecordedExchange::path)
                .containsOnly("/v1/preview/models/" + run + "/checkpoints");
    }

    @Test
    void tenThousandStepsGoOutInHundredRequestsOfAHundred() {
        RunId run = server.givenRun(10_050);
        List<CheckpointId> most = server.checkpoints(run).subList(0, 10_000);
        assertThat(stores.checkpoints().delete(run, most).summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 10_000));
        assertThat(server.simulator().exchanges()).hasSize(100);
        assertThat(server.checkpoints(run)).hasSize(50);
    }
}
