package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WandbTrainingCheckpointsTest {
    private WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private Client client = new Client(simulator);
    private String model = simulator.addModel("p", "n");

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(WandbTrainingSimulator.Builder builder) {
        simulator.close();
        simulator = builder.start();
        client = new Client(simulator);
        model = simulator.addModel("p", "n");
    }

    private JsonNode page(String query) throws Exception {
        HttpResponse<String> response = client.get(Client.checkpoints(model) + query);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private static List<Long> steps(JsonNode page) {
        List<Long> steps = new ArrayList<>();
        page.get("data").forEach(item -> steps.add(item.get("step").longValue()));
        return steps;
    }

    private String idAt(int index) {
        return simulator.checkpoints(model).get(index).id();
    }

    @Test
    void aPageHasItsItemsTheirEndsAndWhetherThereAreMore() throws Exception {
        simulator.addCheckpoint(model, 0, Map.of());
        simulator.addCheckpoint(model, 7, Map.of("val/reward", 0.25));
        simulator.addCheckpoints(model, 1);

        HttpResponse<String> response = client.get(Client.checkpoints(model) + "?limit=2");

        assertThat(response.body())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"" + idAt(0)
                        + "\",\"step\":0,\"metrics\":{}},{\"id\":\"" + idAt(1)
                        + "\",\"step\":7,\"metrics\":{\"val/reward\":0.25}}],\"first_id\":\"" + idAt(0)
                        + "\",\"last_id\":\"" + idAt(1) + "\",\"has_more\":true}");
        assertThat(simulator.checkpoints(model))
                .extracting(SimulatedCheckpoint::step)
                .containsExactly(0L, 7L, 8L);
    }

    @Test
    void anEmptyPageHasEmptyEnds() throws Exception {
        assertThat(client.get(Client.checkpoints(model)).body())
                .isEqualTo("{\"object\":\"list\",\"data\":[],\"first_id\":\"\",\"last_id\":\"\",\"has_more\":false}");
    }

    @Test
    void theEndsOfAPageCanBeLeftOut() throws Exception {
        restart(WandbTrainingSimulator.builder().withoutPageIds());

        assertThat(client.get(Client.checkpoints(model)).body())
                .isEqualTo("{\"object\":\"list\",\"data\":[],\"has_more\":false}");
    }

    @Test
    void pagesHoldTwentyAscendingUnlessAsked() throws Exception {
        simulator.addCheckpoints(model, 21);

        JsonNode page = page("");

        assertThat(steps(page))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(page.get("has_more").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void allOfTwoHundredAndFiftyComeInPages(Order order) throws Exception {
        simulator.addCheckpoints(model, 250);
        List<Long> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();

        JsonNode page = page("?limit=100&order=" + order);
        seen.addAll(steps(page));
        sizes.add(page.get("data").size());
        while (page.get("has_more").booleanValue()) {
            page = page("?limit=100&order=" + order + "&after="
                    + page.get("last_id").textValue());
            seen.addAll(steps(page));
            sizes.add(page.get("data").size());
        }

        List<Long> expected =
                new ArrayList<>(LongStream.rangeClosed(1, 250).boxed().toList());
        if (order == Order.desc) {
            Collections.reverse(expected);
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(sizes).containsExactly(100, 100, 50);
    }

    enum Order {
        asc,
        desc
    }

    @Test
    void aFullLastPageHasNoMore() throws Exception {
        simulator.addCheckpoints(model, 100);

        assertThat(page("?limit=100").get("has_more").booleanValue()).isFalse();
        assertThat(page("?limit=99").get("has_more").booleanValue()).isTrue();
    }

    @Test
    void theLatestIsFirstInDescendingOrder() throws Exception {
        simulator.addCheckpoints(model, 30);

        assertThat(steps(page("?limit=1&order=desc"))).containsExactly(30L);
    }

    @Test
    void unknownParametersAreIgnoredAndTheLastOfRepeatedOnesCounts() throws Exception {
        simulator.addCheckpoints(model, 5);

        assertThat(steps(page("?color=red&limit=4&&limit=2"))).containsExactly(1L, 2L);
    }

    @Test
    void aDeletedCursorContinuesWhereItStood() throws Exception {
        simulator.addCheckpoints(model, 6);
        String third = idAt(2);
        client.deleteSteps(model, "[3,4]");

        assertThat(steps(page("?after=" + third))).containsExactly(5L, 6L);
        assertThat(steps(page("?order=desc&after=" + third))).containsExactly(2L, 1L);
    }

    @Test
    void aDeletedCursorCanEndTheList() throws Exception {
        restart(WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.EMPTY_PAGE));
        simulator.addCheckpoints(model, 6);
        String third = idAt(2);
        client.deleteSteps(model, "[3]");

        JsonNode page = page("?after=" + third);

        assertThat(steps(page)).isEmpty();
        assertThat(page.get("has_more").booleanValue()).isFalse();
    }

    @Test
    void aDeletedCursorCanBeNotFound() throws Exception {
        restart(WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.NOT_FOUND));
        simulator.addCheckpoints(model, 6);
        String third = idAt(2);
        client.deleteSteps(model, "[3]");

        HttpResponse<String> response = client.get(Client.checkpoints(model) + "?after=" + third);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"detail\":\"cursor not found\"}");
    }

    @Test
    void aDeletedCursorCanRestartTheList() throws Exception {
        restart(WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.RESTART));
        simulator.addCheckpoints(model, 4);
        String third = idAt(2);
        client.deleteSteps(model, "[3]");

        assertThat(steps(page("?after=" + third))).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aReplacedCheckpointIsADeletedCursor() throws Exception {
        restart(WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.NOT_FOUND));
        simulator.addCheckpoints(model, 3);
        String before = idAt(1);
        simulator.addCheckpoint(model, 2, Map.of("val/reward", 1.0));

        assertThat(idAt(1)).isNotEqualTo(before);
        assertThat(client.get(Client.checkpoints(model) + "?after=" + before).statusCode())
                .isEqualTo(404);
        assertThat(steps(page("?after=" + idAt(1)))).containsExactly(3L);
    }

    @Test
    void aCursorThatNeverWasHasNothingToContinueFrom() throws Exception {
        simulator.addCheckpoints(model, 3);
        String other = simulator.addModel("p", "other");
        simulator.addCheckpoints(other, 1);
        String foreign = simulator.checkpoints(other).get(0).id();

        for (String cursor : List.of("", "nonsense", "1-1-1-1-1", foreign)) {
            assertThat(client.get(Client.checkpoints(model) + "?after=" + cursor)
                            .statusCode())
                    .as(cursor)
                    .isEqualTo(404);
        }
    }

    @Test
    void metricsFollowFromTheStepAndTheBestIsNotTheLatest() {
        simulator.addCheckpoints(model, 10);
        String other = simulator.addModel("p", "other");
        simulator.addCheckpoints(other, 10);

        List<Map<String, Double>> metrics = simulator.checkpoints(model).stream()
                .map(SimulatedCheckpoint::metrics)
                .toList();
        assertThat(simulator.checkpoints(other).stream().map(SimulatedCheckpoint::metrics))
                .containsExactlyElementsOf(metrics);
        assertThat(metrics)
                .allSatisfy(entry -> assertThat(entry)
                        .containsOnlyKeys("train/reward", "val/reward")
                        .allSatisfy((name, value) -> assertThat(value).isBetween(0.0, 1.0)));
        Double latest = metrics.get(9).get("val/reward");
        assertThat(metrics)
                .anySatisfy(entry -> assertThat(entry.get("val/reward")).isGreaterThan(latest));
    }

    @Test
    void aLargeModelIsPagedFromAnyPlace() throws Exception {
        simulator.addCheckpoints(model, 100_000);
        String middle = page("?limit=1&order=desc").get("last_id").textValue();
        simulator.addCheckpoints(model, 100_000);

        assertThat(steps(page("?limit=100&after=" + middle)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(100_001, 100_100).boxed().toList());
        assertThat(steps(page("?limit=1&order=desc"))).containsExactly(200_000L);
    }
}
